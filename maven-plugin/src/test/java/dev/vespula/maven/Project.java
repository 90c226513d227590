package dev.vespula.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** A project of {@code src/it}, copied to a folder of its own and built by the Maven that builds this one. */
final class Project {
    private final Path folder;
    private final Path settings;
    private final List<String> output = new ArrayList<>();

    /** A fresh copy of a project. */
    Project(String name, String folder) throws IOException {
        this.folder = Repository.builds().resolve(folder);
        delete(this.folder);
        copy(Path.of("src", "it", name));
        // So that Maven does not take the options of the folders above.
        Files.createDirectories(this.folder.resolve(".mvn"));
        settings = Repository.settings();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (file.endsWith("pom.xml")) {
                    Files.writeString(target, Files.readString(file).replace("@version@", Repository.VERSION)
                            .replace("@plugins@", Repository.plugins()));
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Builds; gives whether that succeeded. */
    boolean build(String... arguments) throws MavenInvocationException {
        output.clear();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.setUserSettingsFile(settings.toFile());
        request.setLocalRepositoryDirectory(Repository.local().toFile());
        request.setJavaHome(new File(System.getProperty("java.home")));
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.addArgs(List.of(arguments));
        request.setOutputHandler(output::add);
        request.setErrorHandler(output::add);
        return new DefaultInvoker().setMavenHome(new File(System.getProperty("maven.home"))).execute(request)
                .getExitCode() == 0;
    }

    /** What the last build has said. */
    List<String> output() {
        return output;
    }

    /** Runs a class of the project's jar, with our libraries on the class path; gives what it prints. */
    List<String> run(String jar, String... arguments) throws IOException, InterruptedException {
        String path = folder.resolve("target").resolve(jar) + File.pathSeparator + System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of("-cp", path));
        command.addAll(List.of(arguments));
        return java(command);
    }

    /** Runs the project's jar as a named module, among our libraries as named modules. */
    List<String> runNamed(String jar, String... arguments) throws IOException, InterruptedException {
        String path = Stream.concat(Stream.of(folder.resolve("target").resolve(jar).toString()),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.matches(
                                ".*[/\\\\](vespula|vespula-component|vespula-compiler|asm)-\\d[^/\\\\]*\\.jar")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of("-p", path, "--add-modules", "dev.vespula.compiler"));
        command.addAll(List.of(arguments));
        return java(command);
    }

    private static List<String> java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().toList();
    }
}
