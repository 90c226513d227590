package dev.vespula.text.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One command of a script. */
public sealed interface Directive {

    /** The line it begins in, from 1. */
    int line();

    /** The directive's own keyword, as in the text: mostly the record's name in the way of texts. */
    default String keyword() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /**
     * Defines a module and, unless it is only a definition, instantiates it and makes it the current one.
     *
     * @param definition whether it stays a definition
     */
    record DefineModule(int line, ModuleSource module, boolean definition) implements Directive {
        @Override
        public String keyword() {
            return definition ? "module definition" : "module";
        }
    }

    /**
     * Instantiates a module defined before.
     *
     * @param name what the instance is called
     * @param module the definition; the last one when absent
     */
    record Instantiate(int line, Optional<String> name, Optional<String> module) implements Directive {
        @Override
        public String keyword() {
            return "module instance";
        }
    }

    /**
     * Makes an instance's exports importable.
     *
     * @param as the module name that imports use
     * @param instance the instance; the current one when absent
     */
    record Register(int line, String as, Optional<String> instance) implements Directive {}

    /** An action on its own: it must not fail. */
    record Perform(int line, Action action) implements Directive {
        @Override
        public String keyword() {
            return action instanceof Action.Get ? "get" : "invoke";
        }
    }

    /** The action gives results that match. */
    record AssertReturn(int line, Action action, List<Expected> expected) implements Directive {}

    /** The action traps with a message that begins with the text. */
    record AssertTrap(int line, Action action, String text) implements Directive {}

    /** The action exhausts the stack. */
    record AssertExhaustion(int line, Action action, String text) implements Directive {}

    /** The action ends with a WebAssembly exception that nobody catches. */
    record AssertException(int line, Action action) implements Directive {}

    /** The action suspends with a tag for which nobody has a clause. */
    record AssertSuspension(int line, Action action, String text) implements Directive {}

    /** The module is refused at the stage and for the reason given. */
    record AssertModule(int line, Stage stage, ModuleSource module, String text) implements Directive {
        @Override
        public String keyword() {
            return stage.keyword();
        }
    }

    /**
     * Runs directives in a thread of its own.
     *
     * @param shared names under which instances are visible in the thread, with the instance each stands for
     */
    record Thread(int line, Optional<String> name, List<Shared> shared, List<Directive> body) implements Directive {}

    /** Waits for a thread to end. */
    record Wait(int line, Optional<String> thread) implements Directive {}

    /**
     * A directive that cannot be read; it fails when it is run, the others are not affected.
     *
     * @param problem place, reason, line and caret
     */
    record Unreadable(int line, String keyword, String problem) implements Directive {}

    /** An instance that a thread may use. */
    record Shared(Optional<String> instance) {}

    /** Where on its way a module is refused. */
    enum Stage {
        MALFORMED, MALFORMED_CUSTOM, INVALID, INVALID_CUSTOM, UNLINKABLE, UNINSTANTIABLE;

        public String keyword() {
            return "assert_" + name().toLowerCase(Locale.ROOT);
        }
    }
}
