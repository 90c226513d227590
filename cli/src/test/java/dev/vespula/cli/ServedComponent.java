package dev.vespula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vespula serve} in a thread of this process, at a port that is free. */
final class ServedComponent implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("listening at (https?://\\S+)");
    private static final String TEMPLATE = template();

    private final StringBuilder err = new StringBuilder();
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;

    private ServedComponent(String[] line) {
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(new Collector(), true, StandardCharsets.UTF_8));
        // The build configures logging, which the command would leave alone.
        System.clearProperty("java.util.logging.config.file");
        thread = new Thread(() -> {
            code.complete(Main.execute(line, console));
            address.completeExceptionally(new IOException("it has ended: " + err()));
        }, "serve");
    }

    private final class Collector extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            synchronized (err) {
                err.append(new String(bytes, from, count, StandardCharsets.UTF_8));
                Matcher found = ADDRESS.matcher(err);
                if (found.find() && err.indexOf("\n", found.end()) >= 0) {
                    address.complete(URI.create(found.group(1)));
                }
                err.notifyAll();
            }
        }
    }

    private static String template() {
        try (InputStream in = ServedComponent.class.getResourceAsStream("/dev/vespula/http/guest.wat")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a component with a handler whose code is given; its file. */
    static String write(Path folder, String code) throws IOException {
        return Files.writeString(folder.resolve("guest.wat"), TEMPLATE.replace(";; CODE", code)).toString();
    }

    /** Serves a file; returns when it listens. */
    static ServedComponent start(String file, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("serve", "--addr", "127.0.0.1:0", file));
        line.addAll(List.of(options));
        ServedComponent made = new ServedComponent(line.toArray(String[]::new));
        made.thread.start();
        made.address.get(1, TimeUnit.MINUTES);
        return made;
    }

    /** Where it listens. */
    URI uri() {
        return address.join();
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri());
    }

    /** What it has told. */
    String err() {
        synchronized (err) {
            return err.toString();
        }
    }

    /** Waits until it has told something. */
    void awaitErr(String text) throws InterruptedException {
        synchronized (err) {
            while (err.indexOf(text) < 0) {
                err.wait();
            }
        }
    }

    /** Asks it to end, as a signal does. */
    void stop() {
        thread.interrupt();
    }

    /** The exit code, when it has ended. */
    int code() throws Exception {
        return code.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client for HTTP/1.1. */
    static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
