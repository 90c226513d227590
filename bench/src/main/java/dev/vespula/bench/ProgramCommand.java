package dev.vespula.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of a process that runs programs one after the other in one engine: {@link ProgramProcess}, or
 * {@code programs.mjs} for V8, which gets all that it must know of each as JSON.
 */
final class ProgramCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path corpus;
    private final List<String> words = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();

    ProgramCommand(Path corpus) {
        this.corpus = corpus;
    }

    /** Adds a program to be run next. */
    ProgramCommand then(CorpusProgram program, Repetition repetition) {
        words.addAll(List.of(program.name(), Integer.toString(repetition.least()), Double.toString(repetition.seconds())));
        descriptions.add(description(program, repetition));
        return this;
    }

    private String description(CorpusProgram program, Repetition repetition) {
        Path file = corpus.resolve(program.file());
        Map<String, String> folders = new LinkedHashMap<>();
        if (program.dirs() != null) {
            program.dirs().forEach(dir -> folders.put(dir.guest(), corpus.resolve(dir.host()).toString()));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", file.toString());
        all.put("args", program.words(file.getFileName().toString()));
        all.put("env", program.env() == null ? Map.of() : program.env());
        all.put("preopens", folders);
        all.put("stdin", program.stdin() == null ? null : corpus.resolve(program.stdin()).toString());
        all.put("stdout", corpus.resolve(program.stdout()).toString());
        all.put("exit", program.exit());
        all.put("ignored", program.ignoreLines());
        all.put("least", repetition.least());
        all.put("seconds", repetition.seconds());
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command line for an engine. */
    List<String> of(EngineSpec engine) {
        if (engine.isOnJvm()) {
            List<String> args = new ArrayList<>(List.of(engine.name(), corpus.toString()));
            args.addAll(words);
            return Children.java(engine, ProgramProcess.class, args);
        }
        List<String> command = new ArrayList<>(List.of(V8.command(), "--no-warnings", V8.script("programs.mjs")));
        command.addAll(descriptions);
        return command;
    }

    int count() {
        return descriptions.size();
    }
}
