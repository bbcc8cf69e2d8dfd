# The image holds the binary, its licences and an empty /tmp, and nothing else: no shell, no libraries, no certificates,
# since the program is static and asks no network.
#
#   docker build -t dateline .
#   docker run --rm -v "$PWD:/data" --user "$(id -u):$(id -g)" dateline run articles -o dataset
#
# Commands start in /data. Without --user they run as nobody in particular, who can read what all can read and print, but
# not write to a directory of yours.
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
# /tmp is where annotate and bench keep what does not fit in memory; it is copied with its mode as a part of a directory.
RUN make build && mkdir -p /image/bin /image/data && install -d -m 1777 /image/tmp && cp bin/dateline /image/bin/ && cp LICENSE NOTICE /image/

FROM scratch
LABEL org.opencontainers.image.title="dateline" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /image/ /
WORKDIR /data
USER 65532:65532
ENTRYPOINT ["/bin/dateline"]
