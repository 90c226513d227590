package dev.vespula.cli;

import java.util.List;

/** What the exit codes of commands mean: the table of docs/cli.md and of every command's help. */
enum ExitCode {
    DONE(Integer.toString(Main.OK), "All went well."),
    ERROR(Integer.toString(Main.ERROR),
            "What was asked for could not be done, or a file is not as it should be; the reason is told."),
    USAGE(Integer.toString(Main.USAGE_ERROR), "The command line is wrong; nothing was done."),
    PAUSED(Integer.toString(Main.PAUSED), "The program was saved because its fuel was used up."),
    TRAP(Integer.toString(Main.TRAP),
            "The program trapped, threw an exception that nobody caught, or ran into a limit; the active functions are told."),
    PROGRAM("N", "The program's own exit code, which may be one of the others, too.");

    /** Those of commands that execute nothing. */
    static final List<ExitCode> USUAL = List.of(DONE, ERROR, USAGE);
    /** Those of commands that execute a program. */
    static final List<ExitCode> OF_PROGRAMS = List.of(values());

    private final String text;
    private final String meaning;

    ExitCode(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** The number, or what stands for it. */
    String text() {
        return text;
    }

    String meaning() {
        return meaning;
    }
}
