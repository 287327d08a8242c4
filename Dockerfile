# Thin: the published server, the page, and the Debian packages that scripts/install-native.sh installs everywhere else too.
# The bases are arguments, each by its digest, which is the only name of an image that cannot come to mean another one: images of Debian 12 with
# the .NET 10 SDK, with the ASP.NET Core 10 runtime, and with Node.js. Newer ones are a change that somebody makes and tests.
# What IMAGE's digest is: docker buildx imagetools inspect IMAGE --format '{{.Manifest.Digest}}'
#   docker build --build-arg SDK=IMAGE@sha256:… --build-arg RUNTIME=IMAGE@sha256:… --build-arg NODE=IMAGE@sha256:… -t livecaptions .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -p 5080:5080 -p 5080:5080/udp -p 1935:1935 \
#     -e LIVECAPTIONS_Whip__Addresses=ADDRESS-OF-THIS-MACHINE -v livecaptions:/var/lib/livecaptions livecaptions
ARG SDK
ARG RUNTIME
ARG NODE

FROM ${NODE} AS page
ARG NODE
RUN case "${NODE}" in *@sha256:*) ;; *) echo "NODE has to be IMAGE@sha256:DIGEST." >&2; exit 1 ;; esac
WORKDIR /src/web-client
COPY web-client/package.json web-client/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web-client ./
RUN npm run build

FROM ${SDK} AS build
ARG SDK
RUN case "${SDK}" in *@sha256:*) ;; *) echo "SDK has to be IMAGE@sha256:DIGEST." >&2; exit 1 ;; esac
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig ./
COPY models/catalog.json models/
COPY models/heads models/heads
COPY server server
RUN dotnet publish server/LiveCaptions.Server -c Release -o /app
# The default engine's models are part of the image: it works offline.
RUN apt-get update && apt-get install -y --no-install-recommends npm \
 && dotnet /app/LiveCaptions.Server.dll models pull moonshine-base moonshine-tiny --models /models

FROM ${RUNTIME}
ARG RUNTIME
RUN case "${RUNTIME}" in *@sha256:*) ;; *) echo "RUNTIME has to be IMAGE@sha256:DIGEST." >&2; exit 1 ;; esac
COPY scripts/install-native.sh /tmp/
RUN /tmp/install-native.sh run && rm -rf /tmp/install-native.sh /var/lib/apt/lists/*
# Not root, and a number that stays: what is in the volume belongs to it from one image to the next. All else is only read.
RUN groupadd --system --gid 10001 livecaptions \
 && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/livecaptions --shell /usr/sbin/nologin livecaptions \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/livecaptions /var/lib/livecaptions/data
COPY --from=build /app /app
COPY --from=build /models /app/models
COPY --from=page /src/web-client/dist /app/wwwroot
ENV LIVECAPTIONS_HOME=/app LIVECAPTIONS_DATA=/var/lib/livecaptions/data LIVECAPTIONS_MODELS=/app/models DOTNET_EnableDiagnostics=0
VOLUME /var/lib/livecaptions
EXPOSE 5080 5080/udp 1935
USER 10001:10001
# Whether it answers; that it takes no publishers for now, with a full disk for one, is no reason to restart it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5080 && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "/app/LiveCaptions.Server.dll"]
CMD ["serve", "--urls", "http://0.0.0.0:5080"]
