package dev.vespula.examples.rules;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.WasmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Asks rules that others have written for a discount. Whatever they do, the host goes on and knows which of them failed, and why. */
public final class RuleHost {
    /** What a rule exports. */
    public interface Rule {
        int discount(int customer, int cents);
    }

    /** What one answer of a rule may cost. */
    public record Limits(long fuel, long bytes, Duration time) {}

    /** What came of asking a rule: a discount in cents, or why there is none. */
    public record Answer(int cents, String problem) {
        @Override
        public String toString() {
            return problem == null ? cents + " cents" : problem;
        }
    }

    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final Linker<Void> linker = new Linker<>(engine);
    private final Map<String, Prepared<Void>> rules = new TreeMap<>();
    private final Limits limits;

    /** A host whose rules may ask how often a customer has ordered. */
    public RuleHost(Limits limits, IntUnaryOperator orders) {
        this.limits = limits;
        linker.func("shop", "orders", IntUnaryOperator.class, orders);
    }

    /**
     * Adds a rule, binary or text.
     *
     * @throws WasmException if it is no valid module, or wants more of its host than there is
     */
    public void add(Path file) throws IOException {
        rules.put(file.getFileName().toString(), linker.prepare(Module.of(engine, file)));
    }

    /** Asks all rules, each in an instance of its own that is gone afterwards. */
    public Map<String, Answer> ask(int customer, int cents) {
        Map<String, Answer> answers = new TreeMap<>();
        rules.forEach((name, rule) -> answers.put(name, ask(rule, customer, cents)));
        return answers;
    }

    private Answer ask(Prepared<Void> rule, int customer, int cents) {
        try (Store<Void> store = new Store<>(engine)) {
            store.setFuel(limits.fuel());
            store.setTimeout(limits.time());
            store.limiter(StoreLimits.unlimited().withTotalBytes(limits.bytes()).withTrapOnGrowFailure());
            return new Answer(rule.instantiate(store).exports(Rule.class).discount(customer, cents), null);
        } catch (Trap trap) {
            return new Answer(0, switch (trap.code()) {
                case OUT_OF_FUEL -> "too much work";
                case DEADLINE_EXCEEDED -> "too slow";
                case GROWTH_OPERATION_LIMITED, OUT_OF_SYSTEM_MEMORY -> "too much memory";
                default -> "failed: " + trap.code().message();
            });
        } catch (LimitException e) {
            return new Answer(0, "too much memory");
        }
    }

    /** Arguments: a folder of rules as text, a customer, and the price in cents. */
    public static void main(String[] args) throws IOException {
        RuleHost host = new RuleHost(new Limits(1_000_000, 1 << 20, Duration.ofSeconds(1)), customer -> customer % 20);
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".wat")).sorted().toList()) {
                try {
                    host.add(file);
                } catch (WasmException e) {
                    System.out.println(file.getFileName() + " refused: " + e.getMessage());
                }
            }
        }
        host.ask(Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .forEach((rule, answer) -> System.out.println(rule + ": " + answer));
    }
}
