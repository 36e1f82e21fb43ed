// Loaded before Grafana's signing tool: stands in for grafana.com, which answers a manifest with the same text signed.
// What was asked is written to the file SIGNING_REQUEST.

const { writeFileSync } = require('node:fs');
const https = require('node:https');
const { Readable } = require('node:stream');

const signed = (text) => `
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

${text}
-----BEGIN PGP SIGNATURE-----
`;

https.request = ({ hostname, headers }, answer) => {
  let body = '';
  return {
    on: () => undefined,
    write: (text) => (body += text),
    end: () => {
      const asked = { hostname, token: headers.Authorization, manifest: JSON.parse(body) };
      writeFileSync(process.env.SIGNING_REQUEST, JSON.stringify(asked));
      answer(Object.assign(Readable.from([Buffer.from(signed(body))]), { statusCode: 200 }));
    },
  };
};
