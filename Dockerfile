# Thin: the published server, the page, and the Debian packages that scripts/install-native.sh installs everywhere else too.
# The bases are arguments: take images of Debian 12 with the .NET 10 SDK, the ASP.NET Core 10 runtime, and Node.js.
#   docker build --build-arg SDK=… --build-arg RUNTIME=… -t livecaptions .
#   docker run -p 5080:5080 -p 5080:5080/udp -p 1935:1935 -e LIVECAPTIONS_Whip__Addresses=ADDRESS-OF-THIS-MACHINE -v livecaptions:/var/lib/livecaptions livecaptions
ARG SDK=dotnet-sdk:10.0-bookworm-slim
ARG RUNTIME=dotnet-aspnet:10.0-bookworm-slim
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS page
WORKDIR /src/web-client
COPY web-client/package.json web-client/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web-client ./
RUN npm run build

FROM ${SDK} AS build
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig ./
COPY models/catalog.json models/
COPY server server
RUN dotnet publish server/LiveCaptions.Server -c Release -o /app
# The default engine's models are part of the image: it works offline.
RUN apt-get update && apt-get install -y --no-install-recommends npm \
 && dotnet /app/LiveCaptions.Server.dll models pull moonshine-base moonshine-tiny --models /models

FROM ${RUNTIME}
COPY scripts/install-native.sh /tmp/
RUN /tmp/install-native.sh run && rm -rf /tmp/install-native.sh /var/lib/apt/lists/*
COPY --from=build /app /app
COPY --from=build /models /app/models
COPY --from=page /src/web-client/dist /app/wwwroot
ENV LIVECAPTIONS_HOME=/app LIVECAPTIONS_DATA=/var/lib/livecaptions/data LIVECAPTIONS_MODELS=/app/models
VOLUME /var/lib/livecaptions
EXPOSE 5080 5080/udp 1935
ENTRYPOINT ["dotnet", "/app/LiveCaptions.Server.dll"]
CMD ["serve", "--urls", "http://0.0.0.0:5080"]
