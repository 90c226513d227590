package dev.vespula.cli;

import dev.vespula.LinkException;
import dev.vespula.ModuleException;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.Result;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.Definition;

/** A program for WASI 0.2: a component that exports {@code wasi:cli/run}. */
final class CommandComponent {
    /** What it exports, but for the last part of a version. */
    private static final String RUN = "wasi:cli/run@0.2.";
    /** The version that stands for all. */
    private static final String ANY_VERSION = "0";
    private static final int FAILURE = 1;

    private CommandComponent() {}

    /** Whether a binary is one; not if it is malformed. */
    static boolean is(byte[] binary) {
        try {
            return ComponentDecoder.decode(binary, ComponentFeatures.ALL).definitions().stream().anyMatch(
                    each -> each instanceof Definition.OfExport export && export.name().name().startsWith(RUN));
        } catch (ModuleException e) {
            return false;
        }
    }

    /** Makes an instance and runs it; gives the exit code. */
    static int run(Program program, Component component, String file) {
        ComponentInstance instance = instantiate(program, component, file);
        Result<?, ?> ended = (Result<?, ?>) instance.func(RUN + ANY_VERSION, "run").call();
        program.finish();
        return ended.isOk() ? Main.OK : FAILURE;
    }

    /** Makes an instance that may use WASI. */
    static ComponentInstance instantiate(Program program, Component component, String file) {
        try {
            return program.componentLinker().instantiate(program.store(), component);
        } catch (LinkException e) {
            throw new CommandException(file + ": cannot be linked: " + e.getMessage(), e);
        }
    }
}
