# The image holds the binary and nothing else: no shell, no libraries, no network is needed.
#
#   docker build -t dateline .
#   docker run --rm -v "$PWD:/data" -w /data --user "$(id -u)" dateline run articles -o dataset
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN make build

FROM scratch
COPY --from=build /src/bin/dateline /bin/dateline
COPY LICENSE NOTICE /
ENTRYPOINT ["/bin/dateline"]
