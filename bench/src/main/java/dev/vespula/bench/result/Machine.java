package dev.vespula.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where it was measured, without names of hosts, users and folders.
 *
 * @param cpu the model of the processor
 * @param cores how many the JVM sees
 * @param memoryMegabytes the machine's memory, or 0 where the system does not tell
 * @param os the operating system and the architecture
 * @param jdk the Java runtime
 * @param jvmOptions what all JVMs got on their command line; empty for nothing
 */
public record Machine(String cpu, int cores, long memoryMegabytes, String os, String jdk, String jvmOptions) {
    /** This machine. */
    public static Machine here(String jvmOptions) {
        return new Machine(cpuModel(lines("/proc/cpuinfo")), Runtime.getRuntime().availableProcessors(),
                memoryMegabytes(lines("/proc/meminfo")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(), jvmOptions);
    }

    static String cpuModel(List<String> cpuInfo) {
        for (String line : cpuInfo) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return "unknown processor";
    }

    static long memoryMegabytes(List<String> memInfo) {
        for (String line : memInfo) {
            if (line.startsWith("MemTotal:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException | RuntimeException notOnThisSystem) {
            return List.of();
        }
    }
}
