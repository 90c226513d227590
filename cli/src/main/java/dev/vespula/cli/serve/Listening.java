package dev.vespula.cli.serve;

import java.security.KeyStore;

/**
 * Where a server listens, and for what.
 *
 * @param host a name or address of this machine
 * @param port 0 for one that is free
 * @param keys key and certificate for TLS; null for none of it
 * @param password of the key
 */
public record Listening(String host, int port, KeyStore keys, String password) {
    /** Host and a port, as a URL has them. */
    public String authority(int actualPort) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + actualPort;
    }

    /** Where clients find it. */
    public String url(int actualPort) {
        return (keys == null ? "http" : "https") + "://" + authority(actualPort) + "/";
    }
}
