package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What native images have to be told: the metadata names what is there, and every class that looks something up at run time is
 * told of, or is one that images do without. docs/native-image.md has the same list.
 */
class NativeImageTest {
    private static final String METADATA =
            "src/main/resources/META-INF/native-image/dev.vespula/%s/reachability-metadata.json";
    private static final String OF_METADATA = "metadata";
    private static final String OF_SERVICES = "services, which images find by themselves";
    private static final String OF_ARRAYS = "arrays of numbers, which every image has";

    /** Where lookups are, by the classes or packages that have them. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("dev.vespula.Func", OF_METADATA),
            Map.entry("dev.vespula.internal.stop.Signals", OF_METADATA),
            Map.entry("dev.vespula.internal.stop.Occupancy", OF_METADATA),
            Map.entry("dev.vespula.internal.stop.StopPoll", OF_METADATA),
            Map.entry("dev.vespula.internal.runtime.FlightEvents", OF_METADATA),
            Map.entry("dev.vespula.internal.load.TextModules", OF_SERVICES),
            Map.entry("dev.vespula.internal.load.PackagedResource", "modules that an application has as resources"),
            Map.entry("dev.vespula.wasi.internal.descriptors.StandardDescriptors",
                    "a method of newer JDKs, done without if missing"),
            Map.entry("dev.vespula.internal.tier.CompilerSearch", OF_SERVICES),
            Map.entry("dev.vespula.component.Component", OF_SERVICES),
            Map.entry("dev.vespula.component.wave.NumberLists", OF_ARRAYS),
            Map.entry("dev.vespula.internal.call.StackProbe", "made for HotSpot only"),
            Map.entry("dev.vespula.internal.operations.Operation", "asked by the compiler only"),
            Map.entry("dev.vespula.internal.builtins.Builtin", "asked by the compiler only"),
            Map.entry("dev.vespula.internal.compiled.CodeLoader", "compiled code"),
            Map.entry("dev.vespula.internal.typed",
                    "interfaces, lambdas and method handles, which need classes made at run time"),
            Map.entry("dev.vespula.internal.classfile", "classes made at run time"),
            Map.entry("dev.vespula.component.internal.bind", "the same for components"),
            Map.entry("dev.vespula.component.internal.abi", OF_METADATA));

    /** Methods that find things by name, or make classes, by the class that has them. */
    private static final Map<String, Set<String>> LOOKUPS = Map.of(
            "java/lang/Class", Set.of("forName", "getMethod", "getMethods", "getDeclaredMethod", "getDeclaredMethods",
                    "getField",
                    "getFields", "getDeclaredField", "getDeclaredFields", "getConstructor", "getConstructors",
                    "getDeclaredConstructor", "getDeclaredConstructors", "getRecordComponents", "getDeclaredClasses",
                    "getResource", "getResourceAsStream"),
            "java/lang/invoke/MethodHandles$Lookup", Set.of("findVirtual", "findStatic", "findConstructor", "findSpecial",
                    "findGetter", "findSetter", "findVarHandle", "findStaticVarHandle", "findClass", "defineClass",
                    "defineHiddenClass", "defineHiddenClassWithClassData"),
            "java/lang/ClassLoader", Set.of("loadClass", "defineClass", "getResource", "getResourceAsStream"),
            "java/lang/reflect/Proxy", Set.of("newProxyInstance"),
            "java/lang/reflect/Array", Set.of("newInstance"),
            "java/util/ServiceLoader", Set.of("load", "loadInstalled"),
            "java/util/ResourceBundle", Set.of("getBundle"));

    @Test
    void whatTheMetadataNamesIsThere() throws Exception {
        assertThat(metadata()).hasSizeGreaterThan(10);
        for (JsonNode entry : metadata()) {
            Class<?> type = type(entry.path("type").asText());
            for (JsonNode field : entry.path("fields")) {
                type.getDeclaredField(field.path("name").asText());
            }
            for (JsonNode method : entry.path("methods")) {
                Class<?>[] parameters = new Class<?>[method.path("parameterTypes").size()];
                for (int i = 0; i < parameters.length; i++) {
                    parameters[i] = type(method.path("parameterTypes").get(i).asText());
                }
                String name = method.path("name").asText();
                if (name.equals("<init>")) {
                    type.getDeclaredConstructor(parameters);
                } else {
                    type.getDeclaredMethod(name, parameters);
                }
            }
        }
    }

    @Test
    void everyLookupIsKnown() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String module : List.of("engine", "component", "text", "wasi", "http")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "target", "classes"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    collect(Files.readAllBytes(file), found);
                }
            }
        }
        assertThat(KNOWN.keySet()).as("places that look nothing up any more").allMatch(name -> found.keySet().stream()
                .anyMatch(user -> user.equals(name) || ClassUses.packageOf(user).equals(name)));
        found.keySet().removeIf(name -> KNOWN.containsKey(name) || KNOWN.containsKey(ClassUses.packageOf(name)));
        assertThat(found).as("lookups that neither the metadata nor docs/native-image.md tells of").isEmpty();
    }

    @Test
    void allThatIsSaidToBeInTheMetadataIs() throws IOException {
        Set<String> named = new TreeSet<>();
        metadata().forEach(entry -> {
            named.add(entry.path("type").asText());
            named.add(entry.path("condition").path("typeReached").asText());
        });
        KNOWN.forEach((name, how) -> {
            // Polls are of signals.
            if (how.equals(OF_METADATA) && !name.endsWith(".StopPoll")) {
                assertThat(named).anyMatch(type -> type.equals(name) || type.startsWith(name + "."));
            }
        });
    }

    @Test
    void theDocumentTellsOfAll() throws IOException {
        String document = Files.readString(Documents.ROOT.resolve("docs/native-image.md"));
        KNOWN.keySet().forEach(name -> assertThat(document).contains("`" + name.replaceFirst("^dev\\.vespula\\.", "") + "`"));
    }

    /** The entries of all artifacts that have any. */
    private static List<JsonNode> metadata() throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (Map.Entry<String, String> module : Map.of("engine", "vespula", "component", "vespula-component").entrySet()) {
            Path file = Documents.ROOT.resolve(module.getKey()).resolve(METADATA.formatted(module.getValue()));
            new ObjectMapper().readTree(file.toFile()).path("reflection").forEach(entries::add);
        }
        return entries;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        for (Class<?> primitive : List.of(int.class, long.class, float.class, double.class)) {
            if (primitive.getName().equals(name)) {
                return primitive;
            }
        }
        return Class.forName(name, false, NativeImageTest.class.getClassLoader());
    }

    private static void collect(byte[] file, Map<String, Set<String>> found) {
        ClassReader reader = new ClassReader(file);
        String name = reader.getClassName().replaceFirst("\\$.*", "").replace('/', '.');
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                    String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                        if (LOOKUPS.getOrDefault(owner, Set.of()).contains(called)) {
                            found.computeIfAbsent(name, each -> new TreeSet<>()).add(called);
                        }
                    }
                };
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
}
