package dev.vespula.http;

import com.sun.net.httpserver.HttpServer;
import dev.vespula.Engine;
import dev.vespula.wasi.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/**
 * A client sends a long body through a proxy component to a server, which answers with another long one: what {@link StreamingTest} runs
 * in a process of its own.
 */
final class StreamingProxy {
    private static final int MEGABYTE = 1 << 20;

    private StreamingProxy() {}

    public static void main(String[] args) throws Exception {
        long length = Long.parseLong(args[0]) * MEGABYTE;
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        origin.setExecutor(Executors.newCachedThreadPool());
        CRC32 arrived = new CRC32();
        origin.createContext("/", exchange -> {
            long count = read(exchange.getRequestBody(), arrived);
            exchange.sendResponseHeaders(count == length ? 200 : 400, 0);
            try (OutputStream out = exchange.getResponseBody(); InputStream body = new Bytes(length)) {
                body.transferTo(out);
            }
        });
        origin.start();
        Engine engine = Engine.create();
        HttpOptions options = HttpOptions.DEFAULT.withTimeout(Duration.ofMinutes(9)).withNetwork(NetworkPolicy.builder().allow(
                "127.0.0.1", NetworkPolicy.ANY_PORT).build());
        try (TestServer proxy = new TestServer(WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.PROXY), options))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + proxy.authority() + "/")).header("x-target",
                    "127.0.0.1:" + origin.getAddress().getPort()).POST(BodyPublishers.ofInputStream(() -> new Bytes(length)))
                    .build();
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
            CRC32 expected = new CRC32();
            read(new Bytes(length), expected);
            CRC32 returned = new CRC32();
            long down = read(response.body(), returned);
            boolean isRight = response.statusCode() == 200 && arrived.getValue() == expected.getValue() && returned
                    .getValue() == expected
                            .getValue();
            System.out.print((isRight ? "" : "wrong: ") + "up " + length / MEGABYTE + " MB, down " + down / MEGABYTE + " MB\n");
        }
        System.exit(0);
    }

    private static long read(InputStream in, CRC32 sum) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            sum.update(buffer, 0, got);
            count += got;
        }
        return count;
    }

    /** Bytes that are not all the same. */
    private static final class Bytes extends InputStream {
        private final long length;
        private long position;

        Bytes(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return position == length ? -1 : (int) (position++ * 31 >> 3) & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int most) {
            int count = (int) Math.min(most, length - position);
            for (int i = 0; i < count; i++) {
                buffer[from + i] = (byte) (position++ * 31 >> 3);
            }
            return count == 0 && most > 0 ? -1 : count;
        }
    }
}
