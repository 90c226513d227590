package dev.vespula.bindings;

import dev.vespula.testing.CompiledSources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Generated sources, compiled for Java 17, in which every warning is an error. */
record GeneratedClasses(CompiledSources classes) {
    /**
     * Compiles.
     *
     * @param programs further sources that use them; each begins with its package and has one class
     */
    static GeneratedClasses of(List<GeneratedFile> sources, String... programs) {
        Map<String, String> texts = new LinkedHashMap<>();
        sources.forEach(file -> texts.put(file.path(), file.text()));
        for (String program : programs) {
            texts.put(program.replaceAll("(?s).*?\\bclass (\\w+).*", "$1") + ".java", program);
        }
        return new GeneratedClasses(CompiledSources.of(GeneratedClasses.class.getClassLoader(), texts, "--release", "17",
                "-Xlint:all"));
    }

    /** Calls the static method {@code run} of a program. */
    Object run(String className) throws Exception {
        return loadClass(className).getMethod("run").invoke(null);
    }

    Class<?> loadClass(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    /** The names of all classes. */
    Stream<String> names() {
        return classes.names();
    }
}
