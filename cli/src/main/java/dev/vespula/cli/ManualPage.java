package dev.vespula.cli;

import java.util.List;
import java.util.stream.Stream;

/** The manual page {@code vespula(1)}, in the language of {@code man}. */
final class ManualPage {
    private static final String HEAD = """
            .\\" Made by the build from the commands' own descriptions.
            .TH VESPULA 1 "" "vespula %s" "Vespula"
            .SH NAME
            vespula \\- run and examine WebAssembly modules and components
            .SH SYNOPSIS
            .B vespula
            .I COMMAND
            .RI [ OPTIONS "] [" ARGUMENTS ]
            .br
            .B vespula
            .I FILE
            .RI [ ARGUMENTS ]
            .SH DESCRIPTION
            """;

    private static final List<String> ENVIRONMENT = List.of(
            "NO_COLOR", "If set to anything, nothing is coloured unless --color asks for it.",
            "JAVA_HOME", "The JDK to use; otherwise the java on the path. It has to be 17 or newer.",
            "VESPULA_JAVA_OPTS", "Further options for the JVM, separated by blanks.",
            "VESPULA_SIMD", "If set, vectors are computed with jdk.incubator.vector.",
            "XDG_CACHE_HOME", "Where the folder vespula for class-data archives is made if they cannot lie beside the jars; "
                    + "~/.cache unless set.");

    private ManualPage() {}

    static String text(String version) {
        StringBuilder page = new StringBuilder(HEAD.formatted(escaped(version)));
        page.append(escaped(CommandModel.PURPOSE)).append('\n');
        page.append(escaped("Without a command, FILE is run: 'vespula [OPTIONS] FILE' means 'vespula run [OPTIONS] FILE'."))
                .append('\n');
        options(page, List.of(CommandModel.HELP, CommandModel.VERSION));
        page.append(".SH COMMANDS\n");
        for (Command command : CommandModel.commands()) {
            command(page, command);
        }
        terms(page, "EXIT STATUS", ExitCode.OF_PROGRAMS.stream().flatMap(code -> Stream.of(code.text(), code.meaning()))
                .toList());
        terms(page, "ENVIRONMENT", ENVIRONMENT);
        return page.toString();
    }

    private static void command(StringBuilder page, Command command) {
        StringBuilder title = new StringBuilder("vespula " + command.name() + " [OPTIONS]");
        for (Parameter parameter : command.parameters()) {
            String label = parameter.label() + (parameter.isOpen() ? "..." : "");
            title.append(' ').append(parameter.isRequired() ? label : "[" + label + "]");
        }
        page.append(".SS \"").append(escaped(title.toString())).append("\"\n").append(escaped(command.summary())).append('\n');
        options(page, command.options());
        for (String paragraph : command.details()) {
            page.append(".PP\n");
            paragraph.replace("%n", "\n").lines().forEach(line -> page.append(escaped(line)).append('\n'));
        }
    }

    private static void options(StringBuilder page, List<Option> options) {
        for (Option option : options) {
            page.append(".TP\n\\fB").append(escaped(String.join(", ", option.names()))).append("\\fR");
            if (!option.isFlag()) {
                page.append("=\\fI").append(escaped(option.label())).append("\\fR");
            }
            page.append('\n').append(escaped(option.description())).append('\n');
        }
    }

    private static void terms(StringBuilder page, String title, List<String> termsAndMeanings) {
        page.append(".SH \"").append(title).append("\"\n");
        for (int i = 0; i < termsAndMeanings.size(); i += 2) {
            page.append(".TP\n\\fB").append(escaped(termsAndMeanings.get(i))).append("\\fR\n")
                    .append(escaped(termsAndMeanings.get(i + 1))).append('\n');
        }
    }

    /** A point or an apostrophe at the beginning of a line would be an instruction, and a bare hyphen typographical. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
