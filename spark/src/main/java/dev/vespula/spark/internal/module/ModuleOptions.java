package dev.vespula.spark.internal.module;

import dev.vespula.spark.internal.task.FunctionUse.Determinism;
import dev.vespula.udf.InstanceReuse;
import dev.vespula.udf.OnError;
import dev.vespula.udf.WasmUdfs;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Options of a module as text, as configuration and SQL have them: names without regard to case, all checked when they are read. */
public final class ModuleOptions implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([kmg]?)");

    private final TreeMap<String, String> texts;

    /** What an option changes; the names are those of the methods of {@link WasmUdfs} and its limits. */
    private enum Option {
        SIGNATURES(text -> udfs -> udfs.declare(signatures(text))),
        FUELPERROW(text -> {
            long units = size(text);
            return udfs -> udfs.limits(limits -> limits.fuelPerRow(units));
        }),
        FUELPERTASK(text -> {
            long units = size(text);
            return udfs -> udfs.limits(limits -> limits.fuelPerTask(units));
        }),
        MEMORY(text -> {
            long bytes = size(text);
            return udfs -> udfs.limits(limits -> limits.memory(bytes));
        }),
        BYTESPERVALUE(text -> {
            int bytes = Math.toIntExact(size(text));
            return udfs -> udfs.limits(limits -> limits.bytesPerValue(bytes));
        }),
        ROWSPERCALL(text -> {
            int rows = Math.toIntExact(size(text));
            return udfs -> udfs.limits(limits -> limits.rowsPerCall(rows));
        }),
        ONERROR(text -> {
            OnError onError = choice(text, List.of(OnError.FAIL, OnError.NULL));
            return udfs -> udfs.onError(onError);
        }),
        REUSE(text -> {
            InstanceReuse reuse = choice(text, List.of(InstanceReuse.values()));
            return udfs -> udfs.reuse(reuse);
        }),
        DETERMINISM(text -> {
            choice(text, List.of(Determinism.values()));
            return udfs -> udfs;
        });

        // The lambdas above keep nothing.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<String, Function<WasmUdfs, WasmUdfs>> reader;

        Option(Function<String, Function<WasmUdfs, WasmUdfs>> reader) {
            this.reader = reader;
        }
    }

    private ModuleOptions(TreeMap<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException if there is no such option, or a value is none of it
     */
    public static ModuleOptions of(Map<String, String> options) {
        TreeMap<String, String> texts = new TreeMap<>();
        options.forEach((name, text) -> {
            Option option = option(name);
            texts.put(option.name(), text);
            read(option, text);
        });
        return new ModuleOptions(texts);
    }

    private static Option option(String name) {
        String wanted = name.replace("_", "").toUpperCase(Locale.ROOT);
        return Stream.of(Option.values()).filter(option -> option.name().equals(wanted)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no option '" + name
                        + "'; there are signatures, fuelPerRow, "
                        + "fuelPerTask, memory, bytesPerValue, rowsPerCall, onError, reuse, determinism"));
    }

    private static Function<WasmUdfs, WasmUdfs> read(Option option, String text) {
        try {
            return option.reader.apply(text.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("option " + option.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(), e);
        }
    }

    /** These options, where others are not given. */
    public ModuleOptions orElse(ModuleOptions defaults) {
        TreeMap<String, String> all = new TreeMap<>(defaults.texts);
        all.putAll(texts);
        return new ModuleOptions(all);
    }

    /** A module with these options. */
    public WasmUdfs apply(WasmUdfs udfs) {
        WasmUdfs changed = udfs;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            changed = read(Option.valueOf(text.getKey()), text.getValue()).apply(changed);
        }
        return changed;
    }

    /** Whether equal arguments give equal results; instances that go from task to task are not asked to. */
    public Determinism determinism() {
        String said = texts.get(Option.DETERMINISM.name());
        if (said != null) {
            return choice(said, List.of(Determinism.values()));
        }
        String reuse = texts.get(Option.REUSE.name());
        boolean isReused = reuse != null && choice(reuse, List.of(InstanceReuse.values())) == InstanceReuse.BETWEEN_TASKS;
        return isReused ? Determinism.STATEFUL : Determinism.DETERMINISTIC;
    }

    private static String[] signatures(String text) {
        return Stream.of(text.split(";")).map(String::strip).filter(signature -> !signature.isEmpty()).toArray(String[]::new);
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number, with k, m or g behind it or without");
        }
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + "kmg".indexOf(matcher.group(2)));
        long size = Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        if (size == 0) {
            throw new IllegalArgumentException("'" + text + "' is not positive");
        }
        return size;
    }

    private static <E extends Enum<E>> E choice(String text, List<E> choices) {
        String wanted = text.strip().replace(' ', '_').toUpperCase(Locale.ROOT);
        return choices.stream().filter(choice -> choice.name().equals(wanted)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("'" + text + "' is none of " + choices.stream()
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleOptions same && same.texts.equals(texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
