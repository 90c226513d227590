package dev.vespula.examples.rules;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExceededLimit;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
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
    private final StoreLimits limits;

    /** A host whose rules may ask how often a customer has ordered, and of which each answer has these limits. */
    public RuleHost(StoreLimits limits, IntUnaryOperator orders) {
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
        try (Store<Void> store = new Store<Void>(engine).limits(limits)) {
            return new Answer(rule.instantiate(store).exports(Rule.class).discount(customer, cents), null);
        } catch (WasmException e) {
            return new Answer(0, e.exceededLimit().map(RuleHost::problem).orElse("failed: " + e.getMessage()));
        }
    }

    private static String problem(ExceededLimit limit) {
        return switch (limit) {
            case FUEL -> "too much work";
            case TIME -> "too slow";
            case MEMORY -> "too much memory";
            default -> "too large: " + limit;
        };
    }

    /** Arguments: a folder of rules as text, a customer, and the price in cents. */
    public static void main(String[] args) throws IOException {
        StoreLimits limits = StoreLimits.unlimited().withTotalBytes(1 << 20).withTrapOnGrowFailure().withFuel(1_000_000)
                .withTimeout(Duration.ofSeconds(1));
        RuleHost host = new RuleHost(limits, customer -> customer % 20);
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
