package dev.vespula.cli;

import java.util.Set;

/** {@code vespula strip}: a binary without custom sections. */
final class StripCommand extends Command {
    private static final Set<String> NAMES = Set.of("name", "component-name");
    private static final Set<String> DEBUG = Set.of("sourceMappingURL", "external_debug_info");

    private final ModuleOptions modules = new ModuleOptions();
    private final Option output = Option.value("--output", "OUT",
            "The file to write, which may be FILE itself; standard output without it.").orShort("-o");
    private final Option debug = Option.flag("--debug",
            "Drop only what debuggers use: DWARF, and where source maps are.");
    private final Option keepNames = Option.flag("--keep-names", "Keep the names of functions, modules and components.");
    private final Option keep = Option.value("--keep", "SECTION", "Keep custom sections of this name.").repeatable();

    StripCommand() {
        super("strip", "Drops the custom sections of a module or component.", "FILE");
        takes(output, debug, keepNames, keep);
        takes(modules.compiled);
        explain("Custom sections change nothing of what a program does, but names in backtraces, 'dylink.0', 'linking' and 'component-type' "
                + "for other tools, and branch hints are among them: --keep keeps them. Everything else is copied byte for byte, in the "
                + "modules and components within a component as well. With --verbose it tells how much was saved.");
    }

    @Override
    int run(Console console) {
        byte[] wasm = new ModuleFile(modules, console, arguments().get(0)).binary();
        CustomSectionFilter filter = new CustomSectionFilter(this::isDropped);
        byte[] stripped = filter.apply(wasm);
        console.writeBinary(output, stripped);
        if (verbose.isGiven()) {
            console.error("dropped " + filter.dropped() + " custom sections: " + wasm.length + " bytes before, "
                    + stripped.length
                    + " after");
        }
        return Main.OK;
    }

    private boolean isDropped(String section) {
        boolean isKept = keepNames.isGiven() && NAMES.contains(section) || keep.values().contains(section);
        return !isKept && (!debug.isGiven() || isDebug(section));
    }

    private static boolean isDebug(String section) {
        return section.startsWith(".debug_") || section.startsWith("reloc..debug_") || DEBUG.contains(section);
    }
}
