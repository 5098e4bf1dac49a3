# One image for API and worker; which one runs is the command.
# The digest is that of the index; `docker buildx imagetools inspect node:22.23.3-bookworm-slim` prints it.
ARG NODE_IMAGE=node:22.23.3-bookworm-slim@sha256:c3de60bf2f9dd0ac6370e6117950ff62d6e339527e7472301c9c78a017978392

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM packages AS build
COPY . .
# `generate` wants the path of a schema engine, which it would download, and then never runs it.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node npx prisma generate \
  && npx vite build web

FROM ${NODE_IMAGE}
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
COPY --chown=node:node . .
COPY --from=packages --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/store/generated ./store/generated
COPY --from=build --chown=node:node /app/web/dist ./web/dist
# A volume that is mounted here belongs to whom the folder belongs to.
RUN install -d -o node -g node -m 0700 .dondoc .dondoc/answers .dondoc/evidence
USER node
CMD ["node", "--import", "tsx", "api/main.ts"]
