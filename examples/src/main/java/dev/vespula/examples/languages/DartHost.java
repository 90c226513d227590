package dev.vespula.examples.languages;

import dev.vespula.BuiltinSet;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.HostFunction;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs programs that dart2wasm has compiled: gives them what its JavaScript would, with an event loop. That code is generated for each
 * program, under numbers: those here are of the benchmark Flute, and stand in the {@code .mjs} beside it. The strings of Dart are Java's,
 * and its builtin functions are the engine's.
 */
public final class DartHost {
    /** What the program does later. */
    private record Timer(double due, long number, Object callback) {}

    /** An expression of JavaScript, whose syntax is nearly that of Java, and where it looks next. */
    private static final class Expression {
        private final Pattern pattern;
        private final String flags;
        private double lastIndex;

        Expression(String source, String flags) {
            this.flags = flags;
            int java = (flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                    | (flags.contains("m") ? Pattern.MULTILINE : 0) | (flags.contains("s") ? Pattern.DOTALL : 0);
            this.pattern = Pattern.compile(source, java);
        }

        /** The groups of the next match; null if there is none. */
        Match next(String text) {
            boolean goesOn = flags.contains("g") || flags.contains("y");
            int from = goesOn ? (int) lastIndex : 0;
            Matcher matcher = pattern.matcher(text);
            boolean found = from <= text.length() && (flags.contains("y") ? matcher.region(from, text.length()).lookingAt()
                    : matcher.find(from));
            if (goesOn) {
                lastIndex = found ? matcher.end() : 0;
            }
            return found ? new Match(matcher) : null;
        }
    }

    /** A match: its groups as an array, and where it begins. */
    private static final class Match extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;

        private final int index;

        Match(Matcher matcher) {
            index = matcher.start();
            for (int group = 0; group <= matcher.groupCount(); group++) {
                add(matcher.group(group));
            }
        }
    }

    private final PrintStream out;
    /** Milliseconds. */
    private final DoubleSupplier clock;
    private final DoubleSupplier random;
    private final Deque<Object> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingDouble(Timer::due).thenComparing(
            Timer::number));
    private long timersMade;
    /** When the last timer was due. */
    private double now;

    /**
     * A host for one program.
     *
     * @param clock  milliseconds
     * @param random numbers from 0 to 1
     */
    public DartHost(PrintStream out, DoubleSupplier clock, DoubleSupplier random) {
        this.out = out;
        this.clock = clock;
        this.random = random;
    }

    /** Runs the program in a file with arguments. */
    public static void main(String... arguments) throws IOException {
        try (Engine engine = Engine.of(config())) {
            new DartHost(System.out, System::currentTimeMillis, Math::random).run(Module.of(engine, Path.of(arguments[0])),
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        }
    }

    /** What an engine has for such programs. */
    public static Config config() {
        return new Config().with(BuiltinSet.JS_STRING).withStringConstants("S");
    }

    /** Runs a program until it has nothing left to do. Of timers only the order counts: nobody waits. */
    public void run(Module program, String... arguments) {
        try (Store<Void> store = new Store<>(program.engine())) {
            Linker<Void> linker = new Linker<>(program.engine());
            defineMath(linker);
            defineValues(linker);
            defineArrays(linker);
            defineTexts(linker);
            defineNumbers(linker);
            defineExpressions(linker);
            defineTime(linker);
            linker.defineUnknownImportsAsTraps(program);
            Instance instance = linker.instantiate(store, program);
            instance.func("$invokeMain").call(new ArrayList<Object>(List.of(arguments)));
            for (Object next = next(); next != null; next = next()) {
                instance.func("$invokeCallback").call(next);
            }
        }
    }

    private Object next() {
        Object task = tasks.poll();
        Timer timer = task == null ? timers.poll() : null;
        if (timer == null) {
            return task;
        }
        now = timer.due();
        return timer.callback();
    }

    private static void defineMath(Linker<Void> linker) {
        Map<String, DoubleUnaryOperator> functions = Map.of("sin", Math::sin, "cos", Math::cos, "asin", Math::asin, "exp",
                Math::exp,
                "log", Math::log);
        functions.forEach((name, function) -> linker.func("Math", name, DoubleUnaryOperator.class, function));
        linker.func("Math", "pow", (caller, args) -> args.result(0, Math.pow(args.f64(0), args.f64(1))));
        linker.func("Math", "atan2", (caller, args) -> args.result(0, Math.atan2(args.f64(0), args.f64(1))));
    }

    // ---- objects: null is undefined, too; numbers are doubles, objects maps, and arrays lists

    private void defineValues(Linker<Void> linker) {
        define(linker, 238, (caller, args) -> args.result(0, args.ref(0) == null ? 1 : 0));
        define(linker, 244, (caller, args) -> args.result(0, Objects.equals(args.ref(0), args.ref(1)) ? 1 : 0));
        define(linker, 112, (caller, args) -> args.result(0, Objects.equals(args.ref(0), args.ref(1)) ? 1 : 0));
        define(linker, 245, (caller, args) -> args.result(0, number(args.ref(0))));
        define(linker, 246, (caller, args) -> args.result(0, (Object) args.f64(0)));
        define(linker, 247, (caller, args) -> args.result(0, Boolean.TRUE.equals(args.ref(0)) ? 1 : 0));
        define(linker, 253, (caller, args) -> args.result(0, new HashMap<Object, Object>()));
        define(linker, 263, (caller, args) -> args.result(0, text(args.ref(0))));
        define(linker, 69, (caller, args) -> args.result(0, new Object()));
        define(linker, 6, (caller, args) -> {
            map(args.ref(0)).put(args.ref(1), args.ref(2));
            args.result(0, args.ref(2));
        });
        define(linker, 84, (caller, args) -> args.result(0, new IdentityHashMap<Object, Object>()));
        define(linker, 85, (caller, args) -> args.result(0, map(args.ref(0)).get(args.ref(1))));
        define(linker, 86, (caller, args) -> map(args.ref(0)).put(args.ref(1), args.ref(2)));
        define(linker, 100, (caller, args) -> out.println(args.ref(0)));
        define(linker, 295, (caller, args) -> args.result(0, (Object) random.getAsDouble()));
        define(linker, 298, (caller, args) -> args.result(0, "Math"));
        // The window of a browser: there is none, and what the program puts there nobody reads.
        define(linker, 2062, (caller, args) -> args.result(0, (Object) null));
        define(linker, 12689, (caller, args) -> {});
    }

    private void defineArrays(Linker<Void> linker) {
        define(linker, 113, (caller, args) -> args.result(0, args.ref(0) instanceof List ? 1 : 0));
        define(linker, 118, (caller, args) -> args.result(0, list(args.ref(0)).remove(list(args.ref(0)).size() - 1)));
        define(linker, 119, (caller, args) -> list(args.ref(0)).remove(args.i32(1)));
        define(linker, 121, (caller, args) -> args.result(0, new ArrayList<>(list(args.ref(0)).subList(args.i32(1), args.i32(
                2)))));
        define(linker, 124, (caller, args) -> args.result(0, (double) list(args.ref(0)).size()));
        define(linker, 126, (caller, args) -> args.result(0, list(args.ref(0)).get(args.i32(1))));
        define(linker, 127, (caller, args) -> list(args.ref(0)).set(args.i32(1), args.ref(2)));
        define(linker, 39, (caller, args) -> args.result(0, (Object) (double) list(args.ref(0)).size()));
        define(linker, 41, (caller, args) -> args.result(0, list(args.ref(0)).get((int) number(args.ref(1)))));
    }

    private void defineTexts(Linker<Void> linker) {
        define(linker, 101, (caller, args) -> args.result(0, args.ref(1) instanceof Expression expression
                ? expression.pattern.matcher(text(args.ref(0))).replaceAll(Matcher.quoteReplacement(text(args.ref(2))))
                : text(args.ref(0)).replace(text(args.ref(1)), text(args.ref(2)))));
        define(linker, 103, (caller, args) -> args.result(0, text(args.ref(0)).toLowerCase(Locale.ROOT)));
        define(linker, 104, (caller, args) -> args.result(0, text(args.ref(0)).toUpperCase(Locale.ROOT)));
        define(linker, 105, (caller, args) -> args.result(0, text(args.ref(0)).strip()));
        define(linker, 106, (caller, args) -> args.result(0, text(args.ref(0)).stripLeading()));
        define(linker, 107, (caller, args) -> args.result(0, text(args.ref(0)).stripTrailing()));
        define(linker, 108, (caller, args) -> args.result(0, text(args.ref(0)).repeat(args.i32(1))));
        define(linker, 109, (caller, args) -> args.result(0, (double) text(args.ref(0)).indexOf(text(args.ref(1)), args.i32(
                2))));
        define(linker, 110, (caller, args) -> args.result(0, (double) text(args.ref(0)).lastIndexOf(text(args.ref(1)),
                (int) args.f64(2))));
        define(linker, 111, (caller, args) -> args.result(0, split(text(args.ref(0)), text(args.ref(1)))));
    }

    private static List<Object> split(String text, String at) {
        return at.isEmpty() ? text.chars().mapToObj(unit -> (Object) String.valueOf((char) unit)).collect(Collectors
                .toCollection(
                        ArrayList::new)) : new ArrayList<>(Arrays.asList((Object[]) text.split(Pattern.quote(at), -1)));
    }

    private void defineNumbers(Linker<Void> linker) {
        define(linker, 73, (caller, args) -> args.result(0, JsNumber.of(text(args.ref(0)))));
        define(linker, 77, (caller, args) -> args.result(0, JsNumber.parsed(text(args.ref(0)))));
        define(linker, 299, (caller, args) -> args.result(0, Integer.toString(args.i32(0), args.i32(1))));
        define(linker, 300, (caller, args) -> args.result(0, Long.toString(args.i64(0), args.i32(1))));
        define(linker, 301, (caller, args) -> args.result(0, JsNumber.text(args.f64(0))));
    }

    private void defineExpressions(Linker<Void> linker) {
        define(linker, 233, (caller, args) -> args.result(0, new Expression(text(args.ref(0)), text(args.ref(1)))));
        define(linker, 234, (caller, args) -> args.result(0, ((Expression) args.ref(0)).next(text(args.ref(1)))));
        define(linker, 243, (caller, args) -> args.result(0, args.ref(0) instanceof Expression ? 1 : 0));
        define(linker, 283, (caller, args) -> args.result(0, (Object) (double) ((Match) args.ref(0)).index));
        define(linker, 285, (caller, args) -> args.result(0, ((Expression) args.ref(0)).flags));
        int number = 286;
        for (String flag : new String[] {"m", "i", "u", "s"}) {
            define(linker, number++, (caller, args) -> args.result(0, (Object) ((Expression) args.ref(0)).flags.contains(
                    flag)));
        }
        define(linker, 290, (caller, args) -> ((Expression) args.ref(0)).lastIndex = number(args.ref(1)));
    }

    private void defineTime(Linker<Void> linker) {
        define(linker, 74, (caller, args) -> args.result(0, Math.floor(clock.getAsDouble())));
        define(linker, 81, (caller, args) -> args.result(0, Math.floor(clock.getAsDouble())));
        define(linker, 79, (caller, args) -> args.result(0, 0));
        define(linker, 80, (caller, args) -> args.result(0, 1000 * clock.getAsDouble()));
        define(linker, 197, (caller, args) -> tasks.add(args.ref(0)));
        define(linker, 193, (caller, args) -> {
            timers.add(new Timer(now + args.f64(0), ++timersMade, args.ref(1)));
            args.result(0, (double) timersMade);
        });
        define(linker, 194, (caller, args) -> timers.removeIf(timer -> timer.number() == args.f64(0)));
        define(linker, 78, (caller, args) -> args.result(0, ""));
    }

    private static void define(Linker<Void> linker, int number, HostFunction<Void> function) {
        linker.func("dart2wasm", "_" + number, function);
    }

    private static String text(Object value) {
        return value instanceof Double number ? JsNumber.text(number) : String.valueOf(value);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) value;
    }
}
