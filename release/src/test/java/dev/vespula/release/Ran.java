package dev.vespula.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that has ended.
 *
 * @param output what it wrote to both streams
 */
record Ran(int code, String output) {
    static Ran of(Path folder, String... command) throws IOException, InterruptedException {
        return of(folder, Map.of(), command);
    }

    /** With variables of the environment more, and without those that change how a JVM behaves. */
    static Ran of(Path folder, Map<String, String> variables, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VESPULA_") || name.equals("JAVA_TOOL_OPTIONS")
                || name.startsWith("MAVEN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }
}
