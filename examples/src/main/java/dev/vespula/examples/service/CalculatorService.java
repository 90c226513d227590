package dev.vespula.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers sums over HTTP. Each request has an instance of its own, with limits, that is gone when it is answered. */
public final class CalculatorService implements AutoCloseable {
    private static final StoreLimits LIMITS = StoreLimits.unlimited().withTotalBytes(1 << 20).withFuel(500_000)
            .withTimeout(Duration.ofSeconds(2));
    private static final int LARGEST_REQUEST = 1000;

    /** What the module exports. */
    public interface Calculator {
        int request();

        long answer();

        int wrong();

        int requests();

        Memory memory();
    }

    private record Reply(int status, String text) {}

    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final Prepared<Void> calculator;
    private final ExecutorService threads;
    private final HttpServer server;

    /** Starts it on this machine only; port 0 takes any that is free. */
    public CalculatorService(int port, int threadCount) throws IOException {
        calculator = new Linker<Void>(engine)
                .prepare(Module.ofResource(engine, CalculatorService.class, "calculator.wasm"));
        threads = Executors.newFixedThreadPool(threadCount);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1));
            byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(byte[] request) {
        if (request.length > LARGEST_REQUEST) {
            return new Reply(413, "too long");
        }
        try (Store<Void> store = new Store<Void>(engine).limits(LIMITS)) {
            Calculator instance = calculator.instantiate(store).exports(Calculator.class);
            instance.memory().write(instance.request(), request);
            long answer = instance.answer();
            return instance.wrong() != 0 ? new Reply(400, "not a sum") : new Reply(200, answer + " after " + instance
                    .requests());
        } catch (Trap trap) {
            return trap.exceededLimit().isPresent() ? new Reply(503, "too much work") : new Reply(422, trap.code().message());
        }
    }

    /** Takes no more requests, and returns when those that it has are answered, or after two seconds. */
    @Override
    public void close() {
        server.stop(2);
        threads.shutdown();
    }

    /** Argument: a port. Runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        CalculatorService service = new CalculatorService(Integer.parseInt(args[0]), 4);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("try: curl -d '2 * (3 + 4)' http://localhost:" + service.port());
    }
}
