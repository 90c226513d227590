package dev.vespula.cli;

import dev.vespula.component.internal.wit.print.JsonWriter;
import java.io.PrintStream;
import java.util.function.Function;

/** What {@code --json} prints: one object, whole whatever happens; what is wrong with files stands in it. */
final class JsonOutput {
    private JsonOutput() {}

    /** The option. */
    static Option option() {
        return Option.flag("--json",
                "Print a JSON document, as docs/cli.md describes it. What is wrong with a file is told in it, and by the exit code.");
    }

    /**
     * Prints a document.
     *
     * @param members writes the members of its object, and gives what was wrong or null
     * @return the exit code
     */
    static int print(Console console, Function<JsonWriter, Problem> members) {
        PrintStream out = console.buffered();
        JsonWriter json = new JsonWriter(out);
        Problem[] problem = new Problem[1];
        json.object(() -> problem[0] = members.apply(json));
        out.println();
        out.flush();
        return problem[0] == null ? Main.OK : Main.ERROR;
    }

    /** Writes the member that says what is wrong. */
    static Problem error(JsonWriter json, Problem problem) {
        json.name("error");
        problem.write(json);
        return problem;
    }
}
