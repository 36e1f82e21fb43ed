# The demo: Prometheus of Debian's packages, and the restaurant that it watches, in one container.
#
#   docker build -f docker/demo.Dockerfile -t reliability-scorecard-demo .

ARG NODE_IMAGE=node:24-bookworm-slim


FROM ${NODE_IMAGE} AS bundle
# A mirror, where there is one.
ARG NPM_CONFIG_REGISTRY
WORKDIR /src
COPY package.json ./
# Nothing but esbuild, in the version of this repository: what it bundles needs no package.
RUN npm install --prefix /tools --ignore-scripts --no-audit --no-fund \
  esbuild@$(node -p "require('./package.json').devDependencies.esbuild")
COPY demo demo
# The sources of the demo go along, because its history is kept for as long as they are the same.
RUN /tools/node_modules/.bin/esbuild demo/run.ts --bundle --platform=node --target=node20 --outfile=/out/run.cjs && \
  cp demo/*.ts /out


FROM ${NODE_IMAGE} AS demo
RUN --mount=type=bind,source=docker/install-packages.sh,target=/tmp/install-packages.sh \
  sh /tmp/install-packages.sh prometheus && \
  install -d -o 10001 -g 0 -m 0770 /var/lib/demo
COPY --from=bundle /out /usr/share/demo
COPY docker/demo-health.cjs /usr/share/demo/
ENV DEMO_DATA_DIR=/var/lib/demo \
  DEMO_LISTEN_ADDRESS=0.0.0.0 \
  DEMO_PROMETHEUS_PORT=9090 \
  DEMO_EXPORTER_PORT=9192
USER 10001:0
WORKDIR /usr/share/demo
EXPOSE 9090
STOPSIGNAL SIGTERM
# The start period is that of a history made on a small and busy machine.
HEALTHCHECK --interval=5s --timeout=4s --start-period=300s --retries=3 CMD ["node", "demo-health.cjs"]
ENTRYPOINT ["node", "run.cjs"]
