# The service with everything it needs to run by itself. With DATABASE_URL the built-in PostgreSQL stays off.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY prisma.config.ts tsconfig.json tsconfig.build.json ./
COPY prisma prisma
COPY src src
RUN npm run build

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without legacy-peer-deps the Prisma command line and the compiler stay as peers of @prisma/client (174 → 435 MB).
RUN npm ci --omit=dev --legacy-peer-deps --ignore-scripts

FROM node:24-slim
WORKDIR /app
# /data is a volume: it takes its owner from here when it is first made.
RUN mkdir /data && chown node:node /data
# Owned by the account that runs: the PostgreSQL programs get their library links and modes at first start.
COPY --chown=node:node package.json ./
COPY --from=packages --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/dist dist
COPY --chown=node:node prisma/migrations prisma/migrations
COPY --chown=node:node content content
COPY --chown=node:node locales locales
COPY --chown=node:node public public
USER node
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--v8-pool-size=1", "dist/main.js"]
