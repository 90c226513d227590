package dev.vespula.http.internal.client;

import dev.vespula.http.internal.exchange.OutgoingRequest;
import dev.vespula.http.internal.message.Authority;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.HttpFailure;
import dev.vespula.http.internal.message.Scheme;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * Where a request goes.
 *
 * @param authority as the guest has it
 * @param port never -1
 * @param path with query, without characters that URIs cannot have
 */
record Target(boolean isSecure, String authority, String host, int port, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** What a request says, or what is wrong with it. */
    static Target of(OutgoingRequest request) throws HttpFailure {
        Scheme scheme = request.scheme().orElseGet(Scheme.Https::new);
        if (scheme instanceof Scheme.Other) {
            throw new HttpFailure(new ErrorCode.HttpProtocolError(), "a scheme other than http and https");
        }
        String authority = request.authority().orElse("");
        Authority parsed = Authority.parse(authority);
        if (parsed == null || parsed.port() == 0 || request.pathWithQuery().isEmpty()) {
            throw new HttpFailure(new ErrorCode.HttpRequestUriInvalid(), "no authority or no path");
        }
        boolean isSecure = scheme instanceof Scheme.Https;
        int port = parsed.port() >= 0 ? parsed.port() : isSecure ? HTTPS_PORT : HTTP_PORT;
        String path = request.pathWithQuery().get();
        return new Target(isSecure, authority, parsed.host(), port, escaped(path.startsWith("/") ? path : path.equals("*")
                ? "/*"
                : "/" + path));
    }

    /** A path in which what Java's URIs do not have is written with per cent signs, as browsers do. */
    private static String escaped(String path) {
        StringBuilder text = new StringBuilder(path.length());
        int query = path.indexOf('?');
        for (int i = 0; i < path.length(); i++) {
            char each = path.charAt(i);
            boolean isBare = each == '%' && !(i + 2 < path.length() && isHex(path.charAt(i + 1)) && isHex(path.charAt(i + 2)));
            boolean isBracket = (each == '[' || each == ']') && (query < 0 || i < query);
            if (isBare || isBracket || "\"<>\\^`{|}".indexOf(each) >= 0) {
                text.append(String.format("%%%02X", (int) each));
            } else {
                text.append(each);
            }
        }
        return text.toString();
    }

    private static boolean isHex(char each) {
        return each < 0x7f && Character.digit(each, 16) >= 0;
    }

    /** Its URI with the name of the host. */
    URI uri() {
        return uri(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
    }

    /** Its URI with an address in place of the name. */
    URI uri(InetAddress address) {
        String numbers = address.getHostAddress();
        return uri(address instanceof Inet6Address ? "[" + numbers + "]" : numbers);
    }

    private URI uri(String where) {
        return URI.create((isSecure ? "https://" : "http://") + where + ":" + port + path);
    }
}
