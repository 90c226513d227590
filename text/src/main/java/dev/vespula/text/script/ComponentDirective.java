package dev.vespula.text.script;

import java.util.List;
import java.util.Optional;

/** One command of a script of components. */
sealed interface ComponentDirective {

    /** The line it begins in, from 1. */
    int line();

    /** The word it begins with. */
    String keyword();

    /** A component, which is instantiated and made the current one unless it is only a definition. */
    record Define(int line, String keyword, ComponentSource source, boolean definition) implements ComponentDirective {}

    /** An instance of a component that was defined before; the last one when it has no name. */
    record Instantiate(int line, String keyword, Optional<String> name, Optional<String> definition)
            implements
                ComponentDirective {}

    /** A name by which components that come later can import an instance; the current one when it has no name. */
    record Register(int line, String keyword, String as, Optional<String> instance) implements ComponentDirective {}

    /** A call on its own. */
    record Perform(int line, String keyword, Invoke invoke) implements ComponentDirective {}

    /** A call that returns. */
    record AssertReturn(int line, String keyword, Invoke invoke, List<ComponentConstant> expected)
            implements
                ComponentDirective {}

    /** A call that traps. */
    record AssertTrap(int line, String keyword, Invoke invoke, String text) implements ComponentDirective {}

    /** A component that is refused, or whose instantiation fails: by the word of the directive. */
    record AssertRefused(int line, String keyword, ComponentSource source, String text) implements ComponentDirective {}

    /** A directive that cannot be read. */
    record Unreadable(int line, String keyword, String problem) implements ComponentDirective {}

    /** A call of a function of an instance; of the current one when it has no name. */
    record Invoke(Optional<String> instance, String function, List<ComponentConstant> arguments) {}
}
