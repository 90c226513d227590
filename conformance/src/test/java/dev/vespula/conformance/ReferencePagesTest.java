package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.ExceededLimit;
import dev.vespula.Feature;
import dev.vespula.FuelCosts;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** The tables of docs/reference have a row for all that there is, and nothing else, and tell what is so. */
@OnOneJdk
class ReferencePagesTest {
    private static final Path PAGES = Documents.ROOT.resolve("docs/reference");
    /** A row whose first cell is a name: all of its cells, the name without backticks. */
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern THROWABLE = Pattern.compile(
            "^public [\\w ]*class (\\w+) extends \\w*(?:Exception|Throwable)\\b",
            Pattern.MULTILINE);
    private static final Pattern EXPORTS = Pattern.compile("^ *exports ([\\w.]+);", Pattern.MULTILINE);
    private static final Set<String> OF_THE_JVM = Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final String NONE = "none";

    /** The rows of the table whose heads begin like this: what stands beside each name. */
    private static Map<String, List<String>> table(String page, String head) throws IOException {
        String text = Files.readString(PAGES.resolve(page));
        int start = text.indexOf("| " + head + " |");
        assertThat(start).as("a table of " + page + " that begins with " + head).isNotNegative();
        int end = text.indexOf("\n\n", start);
        Map<String, List<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(text.substring(start, end < 0 ? text.length() : end));
        while (row.find()) {
            if (head.equals('`' + row.group(1) + '`')) {
                continue;
            }
            rows.put(row.group(1), Arrays.stream(row.group(2).split(" \\|")).map(String::strip).toList());
        }
        return rows;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    @Test
    void optionsOfTheConfiguration() throws Exception {
        Map<String, List<String>> rows = table("configuration.md", "option");
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(names(Config.class));
        Config config = new Config();
        for (Map.Entry<String, List<String>> row : rows.entrySet()) {
            Matcher standard = Pattern.compile("`([A-Z_]+)`|([0-9,]+)").matcher(row.getValue().get(0));
            if (standard.matches()) {
                assertThat(standard(config, row.getKey())).as(row.getKey()).isEqualTo(standard.group(1) == null ? standard
                        .group(2)
                        : standard.group(1));
            }
        }
        assertThat(rows.get("withStackHeight").get(0)).isEqualTo(number(config.minStackHeight()) + " to " + number(config
                .maxStackHeight()));
        assertThat(rows.get("withCache").get(0)).isEqualTo(config.cache().isEmpty() ? NONE : "some");
    }

    /** What an option is unless it is chosen, as the page writes it. */
    private static String standard(Config config, String option) throws ReflectiveOperationException {
        if (option.equals("withFuel")) {
            return config.isMetered() ? "ON" : "OFF";
        }
        if (option.equals("withDeterminism")) {
            return config.isDeterministic() ? "ON" : "OFF";
        }
        String accessor = option.substring("with".length());
        Object value = Config.class.getMethod(Character.toLowerCase(accessor.charAt(0)) + accessor.substring(1)).invoke(config);
        return value instanceof Number number ? number(number.longValue()) : value.toString();
    }

    /** Methods that give a changed copy, for users. */
    private static List<String> names(Class<?> type) {
        return Stream.of(type.getMethods()).filter(method -> method.getName().startsWith("with"))
                .filter(method -> Stream.of(method.getParameterTypes()).noneMatch(param -> param.getName().contains(
                        ".internal.")))
                .map(Method::getName).distinct().toList();
    }

    @Test
    void features() throws IOException {
        assertThat(first(table("configuration.md", "feature"))).isEqualTo(Stream.of(Feature.values()).collect(
                Collectors.toMap(Feature::name, feature -> feature.isOnByDefault() ? "on" : "off")));
    }

    private static Map<String, String> first(Map<String, List<String>> rows) {
        return rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue().get(0)));
    }

    @Test
    void limitsOfAStore() throws Exception {
        Map<String, List<String>> rows = table("limits.md", "`StoreLimits`");
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(names(StoreLimits.class));
        for (RecordComponent limit : StoreLimits.class.getRecordComponents()) {
            if (limit.getType() == long.class) {
                long standard = (long) limit.getAccessor().invoke(StoreLimits.unlimited());
                String name = "with" + Character.toUpperCase(limit.getName().charAt(0)) + limit.getName().substring(1);
                assertThat(rows.get(name).get(0)).as(name).isEqualTo(standard == Long.MAX_VALUE ? NONE : number(standard));
            }
        }
    }

    @Test
    void limitsThatTrapsExceed() throws IOException {
        Map<String, List<String>> rows = table("errors.md", "`ExceededLimit`");
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(Stream.of(ExceededLimit.values()).map(Enum::name)
                .toList());
        for (TrapCode code : TrapCode.values()) {
            String limit = new Trap(code).exceededLimit().map(Enum::name).orElse("");
            rows.forEach((name, cells) -> assertThat(cells.get(0).contains("`" + code + "`")).as(name + ": " + code)
                    .isEqualTo(name.equals(limit)));
        }
    }

    @Test
    void limitsOfModules() throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        for (RecordComponent limit : EnforcedLimits.class.getRecordComponents()) {
            List<String> values = new ArrayList<>();
            for (EnforcedLimits limits : List.of(EnforcedLimits.none(), EnforcedLimits.strict())) {
                int value = (int) limit.getAccessor().invoke(limits);
                values.add(value == Integer.MAX_VALUE ? NONE : number(value));
            }
            rows.put(limit.getName(), values);
        }
        assertThat(table("limits.md", "`EnforcedLimits`")).isEqualTo(rows);
    }

    @Test
    void limitsOfTheImplementation() throws Exception {
        Map<String, String> limits = new TreeMap<>();
        for (Field field : Class.forName("dev.vespula.internal.binary.ImplementationLimits").getFields()) {
            limits.put(field.getName(), number(field.getInt(null)));
        }
        Map<String, String> rows = new TreeMap<>();
        Matcher row = Pattern.compile("^\\| `([A-Z_]+)` \\| ([0-9,]+) \\|$", Pattern.MULTILINE).matcher(
                Files.readString(PAGES.resolve("limits.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        assertThat(rows).isEqualTo(limits);
    }

    @Test
    void codesOfTraps() throws IOException {
        Map<String, List<String>> rows = table("errors.md", "code");
        Map<String, List<String>> codes = Stream.of(TrapCode.values()).collect(Collectors.toMap(TrapCode::name,
                code -> List.of(String.valueOf(code.number()), code.message())));
        assertThat(rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue().stream().map(
                cell -> cell.replaceFirst("^`` (.*) ``$", "$1").replaceFirst("^`([^`]*)`$", "$1")).toList()))).isEqualTo(codes);
    }

    /** All public exceptions of packages that are exported. */
    @Test
    void exceptions() throws Exception {
        List<String> exceptions = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Documents.ROOT)) {
            for (Path sources : (Iterable<Path>) modules.map(module -> module.resolve("src/main/java"))::iterator) {
                if (Files.exists(sources.resolve("module-info.java"))) {
                    Matcher exported = EXPORTS.matcher(Files.readString(sources.resolve("module-info.java")));
                    while (exported.find()) {
                        exceptions.addAll(throwables(sources.resolve(exported.group(1).replace('.', '/'))));
                    }
                }
            }
        }
        // What data engines load is in no Java module.
        for (String room : List.of("spark/src/main/java/dev/vespula/spark", "flink/src/main/java/dev/vespula/flink",
                "kafka-connect/src/main/java/dev/vespula/kafka/connect",
                "kafka-streams/src/main/java/dev/vespula/kafka/streams")) {
            exceptions.addAll(throwables(Documents.ROOT.resolve(room)));
        }
        assertThat(table("errors.md", "exception").keySet()).containsExactlyInAnyOrderElementsOf(exceptions);
    }

    private static List<String> throwables(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Matcher throwable = THROWABLE.matcher(Files.readString(file));
                if (throwable.find()) {
                    found.add(throwable.group(1));
                }
            }
        }
        return found;
    }

    @Test
    void costsOfFuel() throws IOException {
        FuelCosts costs = FuelCosts.standard();
        String page = Files.readString(PAGES.resolve("fuel.md"));
        assertThat(page).contains("| `withBytesCopiedPerFuel` | 1 for each " + costs.bytesCopiedPerFuel() + " ")
                .contains("| `withFuelPerByteTranslated` | " + costs.fuelPerByteTranslated() + ";")
                .contains("| `withFuelPerByteValidated` | " + costs.fuelPerByteValidated() + " ");
        assertThat(CODE.matcher(page).results().map(code -> code.group(1)).filter(code -> code.startsWith("with"))).containsAll(
                names(FuelCosts.class));
        assertThat(costs.operators()).isEmpty();
    }

    @Test
    void eventsOfTheFlightRecorder() throws Exception {
        Map<String, List<String>> events = new TreeMap<>();
        for (String room : List.of("engine/src/main/java/dev/vespula/internal/jfr",
                "http/src/main/java/dev/vespula/http/internal/serve")) {
            try (Stream<Path> files = Files.list(Documents.ROOT.resolve(room))) {
                for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith("Event.java"))::iterator) {
                    String name = room.substring(room.indexOf("dev/")).replace('/', '.') + '.'
                            + file.getFileName().toString().replace(".java", "");
                    Class<? extends Event> type = Class.forName(name).asSubclass(Event.class);
                    if (!Modifier.isAbstract(type.getModifiers())) {
                        EventType event = EventType.getEventType(type);
                        events.put(event.getName(), fields(event));
                    }
                }
            }
        }
        assertThat(table("events.md", "event").entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                row -> CODE.matcher(row.getValue().get(1)).results().map(code -> code.group(1)).sorted().toList()))).isEqualTo(
                        events);
    }

    /** Those that the JVM does not add itself. */
    private static List<String> fields(EventType event) {
        return event.getFields().stream().map(ValueDescriptor::getName).filter(name -> !OF_THE_JVM.contains(name)).sorted()
                .toList();
    }
}
