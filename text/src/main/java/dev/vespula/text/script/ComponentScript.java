package dev.vespula.text.script;

import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.WasmException;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.wave.Wave;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A script of components: what is in a file of the component model's test suite. A component gets a store of its own, unless it
 * imports an instance that was made before.
 */
public final class ComponentScript {
    private static final String TRAP_PREFIX = "wasm trap: ";

    private final String name;
    private final List<ComponentDirective> directives;

    private ComponentScript(String name, List<ComponentDirective> directives) {
        this.name = name;
        this.directives = directives;
    }

    /**
     * Reads a script, if it is one of components.
     *
     * @param text UTF-8
     */
    public static Optional<ComponentScript> parse(String name, byte[] text) {
        Source source = new Source(name, text);
        try {
            Tokens tokens = Lexer.tokens(source);
            return ComponentScriptParser.isFor(tokens)
                    ? Optional.of(new ComponentScript(name, new ComponentScriptParser(source, tokens).parse()))
                    : Optional.empty();
        } catch (SyntaxError error) {
            return Optional.empty();
        }
    }

    /** The components that it has in whatever directive, also those that must be refused, but for texts that are malformed. */
    public List<byte[]> binaries() {
        List<byte[]> binaries = new ArrayList<>();
        for (ComponentDirective directive : directives) {
            ComponentSource source = directive instanceof ComponentDirective.Define define ? define.source()
                    : directive instanceof ComponentDirective.AssertRefused refused ? refused.source() : null;
            if (source != null && !source.isModule()) {
                try {
                    binaries.add(source.binary().get());
                } catch (SyntaxError malformed) {
                    // Its text is what the directive is about.
                }
            }
        }
        return binaries;
    }

    /** Runs it. A directive that fails is reported, and the run goes on. */
    public ScriptReport run(Engine engine) {
        ScriptReport report = new ScriptReport();
        Run run = new Run(engine);
        for (ComponentDirective directive : directives) {
            try {
                run.perform(directive);
                report.pass();
            } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError failure) {
                report.fail(name, directive.line(), directive.keyword(), describe(failure));
            }
        }
        return report;
    }

    private static String describe(Throwable failure) {
        if (failure instanceof SyntaxError error) {
            return error.describe();
        }
        return failure instanceof WasmException || failure instanceof ScriptState.Unexpected ? failure.getMessage()
                : "unexpected " + failure;
    }

    /** An instance with the store that it is in. */
    private record Made(Store<Void> store, ComponentInstance instance) {}

    /** What a running script has defined so far. */
    private static final class Run {
        private final Engine engine;
        private final Map<String, Component> components = new HashMap<>();
        private final Map<String, Made> instances = new HashMap<>();
        /** What others can import: what is registered, and what has a name. */
        private final Map<String, Made> importable = new HashMap<>();
        private Component last;
        private Made current;

        Run(Engine engine) {
            this.engine = engine;
        }

        void perform(ComponentDirective directive) {
            if (directive instanceof ComponentDirective.Define define) {
                define(define);
            } else if (directive instanceof ComponentDirective.Instantiate instantiation) {
                make(instantiation.definition().isPresent() ? components.get(instantiation.definition().get()) : last,
                        instantiation.name());
            } else if (directive instanceof ComponentDirective.Register registration) {
                importable.put(registration.as(), made(registration.instance()));
            } else if (directive instanceof ComponentDirective.Perform single) {
                call(single.invoke());
            } else if (directive instanceof ComponentDirective.AssertReturn assertion) {
                assertReturn(assertion);
            } else if (directive instanceof ComponentDirective.AssertTrap assertion) {
                assertTrap(assertion);
            } else if (directive instanceof ComponentDirective.AssertRefused assertion) {
                assertRefused(assertion);
            } else if (directive instanceof ComponentDirective.Unreadable unreadable) {
                throw new ScriptState.Unexpected(unreadable.problem());
            }
        }

        private void define(ComponentDirective.Define define) {
            Component component = Component.of(engine, define.source().binary().get());
            last = component;
            define.source().name().ifPresent(name -> components.put(name, component));
            if (!define.definition()) {
                make(component, define.source().name());
            }
        }

        private void make(Component component, Optional<String> name) {
            if (component == null) {
                throw new ScriptState.Unexpected("no such component definition");
            }
            current = instantiate(component);
            name.ifPresent(of -> {
                instances.put(of, current);
                importable.put(of, current);
            });
        }

        private Made made(Optional<String> name) {
            Made made = name.isPresent() ? instances.get(name.get()) : current;
            if (made == null) {
                throw new ScriptState.Unexpected("no such component instance");
            }
            return made;
        }

        private Made instantiate(Component component) {
            ComponentLinker<Void> linker = new ComponentLinker<>(engine);
            Store<Void> store = null;
            for (String wanted : component.imports().keySet()) {
                Made made = importable.get(wanted);
                if (made != null && (store == null || store == made.store())) {
                    linker.define(wanted, made.instance());
                    store = made.store();
                }
            }
            Store<Void> used = store == null ? Calls.PLAIN.store(engine) : store;
            return new Made(used, linker.instantiate(used, component));
        }

        private ComponentFunc function(ComponentDirective.Invoke invoke) {
            return made(invoke.instance()).instance().findFunc(invoke.function())
                    .orElseThrow(() -> new ScriptState.Unexpected("unknown export " + PrintableName.quoted(invoke.function())));
        }

        private Object call(ComponentDirective.Invoke invoke) {
            return function(invoke).call(invoke.arguments().stream().map(ComponentConstant::value).toArray());
        }

        private void assertReturn(ComponentDirective.AssertReturn assertion) {
            Optional<ValueType> type = function(assertion.invoke()).type().result();
            Object result = call(assertion.invoke());
            List<ComponentConstant> expected = assertion.expected();
            if (expected.size() != (type.isPresent() ? 1 : 0)
                    || type.isPresent() && !expected.get(0).matches(result, type.get())) {
                throw new ScriptState.Unexpected("expected " + expected + ", got " + shown(result, type));
            }
        }

        private static String shown(Object result, Optional<ValueType> type) {
            return type.map(of -> "[" + Wave.print(result, of) + "]").orElse("[]");
        }

        private void assertTrap(ComponentDirective.AssertTrap assertion) {
            String got;
            try {
                got = shown(call(assertion.invoke()), function(assertion.invoke()).type().result());
            } catch (Trap trap) {
                requireReason(assertion.text(), trap.detail());
                return;
            }
            throw new ScriptState.Unexpected("expected trap " + PrintableName.quoted(assertion.text()) + ", got " + got);
        }

        private void assertRefused(ComponentDirective.AssertRefused assertion) {
            String got = null;
            try {
                byte[] binary = assertion.source().binary().get();
                if (assertion.source().isModule()) {
                    Module.of(engine, binary);
                } else {
                    Component component = Component.of(engine, binary);
                    if (assertion.keyword().equals("assert_trap") || assertion.keyword().equals("assert_unlinkable")) {
                        instantiate(component);
                    }
                }
            } catch (SyntaxError error) {
                got = error.getMessage();
                requireStage(assertion, "assert_malformed", got);
            } catch (ModuleException refused) {
                // The suite calls some malformed binaries invalid, and some texts malformed that are only invalid.
                got = refused.getMessage();
                requireStage(assertion, "assert_malformed", got);
            } catch (LinkException refused) {
                got = refused.getMessage();
                requireStage(assertion, "assert_unlinkable", got);
            } catch (Trap trap) {
                got = trap.detail();
                requireStage(assertion, "assert_trap", got);
            }
            if (got == null) {
                throw new ScriptState.Unexpected("expected " + PrintableName.quoted(assertion.text())
                        + ", but the component was accepted");
            }
            requireReason(assertion.text(), got);
        }

        /** Makes sure that it is for this kind of refusal that the directive waits. */
        private static void requireStage(ComponentDirective.AssertRefused assertion, String stage, String got) {
            String wanted = assertion.keyword().equals("assert_invalid") ? "assert_malformed" : assertion.keyword();
            if (!wanted.equals(stage)) {
                throw new ScriptState.Unexpected("expected " + PrintableName.quoted(assertion.text()) + ", got: " + got);
            }
        }

        private static void requireReason(String expected, String got) {
            String wanted = expected.startsWith(TRAP_PREFIX) ? expected.substring(TRAP_PREFIX.length()) : expected;
            if (!Reasons.matches(wanted, got)) {
                throw new ScriptState.Unexpected("expected " + PrintableName.quoted(expected) + ", got: " + got);
            }
        }
    }
}
