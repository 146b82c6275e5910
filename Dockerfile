# syntax=docker/dockerfile:1
# Classy Book in one image: the server with its API, its socket and the built single-page application.
# Node's version is the one of package.json's platform packages; a tag with the full version does not move by itself.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# What the lockfile needs to know of every workspace; changes less often than the sources.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY backend/package.json backend/
COPY backend/contracts/package.json backend/contracts/
COPY frontend/package.json frontend/

FROM manifests AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# Only what the server loads. No package of the product needs an install script.
FROM manifests AS production
RUN npm ci --omit=dev --workspace=backend --ignore-scripts --no-audit --no-fund \
  # an optional peer of a compiler plugin that only a build would use
  && rm -rf node_modules/typescript node_modules/.bin

FROM ${NODE_IMAGE} AS runtime
LABEL org.opencontainers.image.title="Classy Book" \
  org.opencontainers.image.description="A learning platform that comes with its own security desk" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=production /app/node_modules node_modules
COPY LICENSE ./
COPY backend/package.json backend/
COPY backend/contracts/package.json backend/contracts/
COPY --from=build /app/backend/contracts/dist backend/contracts/dist
COPY --from=build /app/backend/dist backend/dist
COPY --from=build /app/frontend/dist/frontend/browser frontend/dist/frontend/browser
# everything above belongs to root: the process cannot change its own code; it writes the files of courses, and nothing else
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/v1/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "backend/dist/main.js"]
