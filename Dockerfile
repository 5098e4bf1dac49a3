# One image for API and worker; which one runs is the command.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM packages AS build
COPY . .
# `generate` wants the path of a schema engine, which it would download, and then never runs it.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node npx prisma generate \
  && npx vite build web

FROM node:22-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
COPY --chown=node:node . .
COPY --from=packages --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/store/generated ./store/generated
COPY --from=build --chown=node:node /app/web/dist ./web/dist
USER node
CMD ["node", "--import", "tsx", "api/main.ts"]
