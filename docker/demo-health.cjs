// Healthy once the whole history is there, because the exporter starts when it is, and for as long as both answer.

const { DEMO_EXPORTER_PORT, DEMO_PROMETHEUS_PORT } = process.env;
const urls = [`http://127.0.0.1:${DEMO_EXPORTER_PORT}/metrics`, `http://127.0.0.1:${DEMO_PROMETHEUS_PORT}/-/ready`];

async function check(url) {
  const { ok, status } = await fetch(url);
  if (!ok) {
    throw new Error(`${url}: ${status}`);
  }
}

Promise.all(urls.map(check)).then(
  () => process.exit(0),
  (error) => {
    console.error(error.message);
    process.exit(1);
  }
);
