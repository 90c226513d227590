package dev.vespula.cli;

import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.Val;
import dev.vespula.WasmException;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code vespula run}: instantiates a module and calls one of its functions. */
final class RunCommand extends Command {
    /** The export that a WASI program starts with. */
    private static final String START = "_start";
    /** The export that a WASI library wants called before any other. */
    private static final String INITIALIZE = "_initialize";
    /** A backtrace longer than this is cut in the middle: nobody reads ten thousand frames of a recursion. */
    private static final int BACKTRACE_HEAD = 20;
    private static final int BACKTRACE_TAIL = 5;

    private final Option dir = Option.value("--dir", "HOST[::GUEST]",
            "Let the program use the folder HOST, under the name GUEST (the same name if left out).").repeatable();
    private final Option env = Option.value("--env", "NAME=VALUE",
            "Set an environment variable of the program; it sees no others.").repeatable();
    private final Option invoke = Option.value("--invoke", "NAME",
            "Call the exported function NAME with ARGS as its arguments and print its results, one per line.");
    private final Option mode = Option.value("--mode", "MODE",
            "When to check and translate functions: 'eager' (all at once), 'lazy-translation' (check all, translate at "
                    + "the first call; the default), 'lazy' (both at the first call).");
    private final Option maxMemory = Option.value("--max-memory", "BYTES",
            "Refuse growth of memories beyond BYTES in each; K, M and G may follow the number.");
    private final Option maxStack = Option.value("--max-stack", "BYTES",
            "The most that values on the call stack may take (default 8M).");
    private final Option maxFrames = Option.value("--max-frames", "N",
            "How many calls may be active at once (default 10000).");
    private final Option timeout = Option.value("--timeout", "SECONDS",
            "Stop the program after this time; fractions are allowed.");

    @Override
    String name() {
        return "run";
    }

    @Override
    String summary() {
        return "Runs a WebAssembly program or calls a function of a module.";
    }

    @Override
    List<String> details() {
        return List.of(
                "Without --invoke, the function exported as '_start' (or as '') is called: a WASI program, whose arguments "
                        + "are FILE and ARGS and whose exit code is passed through.",
                "ARGS for --invoke: integers in decimal or 0x notation, signed or unsigned; floats also as 0x1.8p3, inf, "
                        + "nan or nan:0x200000; 'null' for a nullable reference.",
                "Exit code: 0 if all went well, the program's own code if it gives one, 134 after a trap or an uncaught "
                        + "exception (the message "
                        + "and the functions that were active go to standard error), 1 for any other error, "
                        + "2 for a wrong command line.");
    }

    @Override
    List<Option> options() {
        return List.of(dir, env, invoke, mode, maxMemory, maxStack, maxFrames, timeout, verbose);
    }

    @Override
    List<String> parameters() {
        return List.of("FILE", "ARGS...");
    }

    @Override
    int requiredArguments() {
        return 1;
    }

    @Override
    boolean stopsAtFirstArgument() {
        return true;
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        Engine engine = Engine.of(config());
        Store<Void> store = newStore(engine);
        try (Wasi wasi = WasiSetup.build(console, arguments(), dir.values(), env.values())) {
            Module module = ModuleFile.compile(engine, file, ModuleFile.read(file));
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            if (WasiThreads.areUsedBy(module)) {
                return new WasiThreads<>(linker, module, () -> newStore(engine))
                        .run(store, () -> call(console, file, module, linker.instantiate(store, module)));
            }
            return call(console, file, module, linker.instantiate(store, module));
        } catch (ExitException e) {
            return e.status();
        } catch (Trap e) {
            report(console, file + ": trap: " + e.detail(), e.frames(), e);
            return Main.TRAP;
        } catch (WasmThrown e) {
            report(console, file + ": uncaught " + e.detail(), e.frames(), e);
            return Main.TRAP;
        } catch (LinkException e) {
            throw new CommandException(file + ": cannot be linked: " + e.getMessage(), e);
        } catch (ModuleException e) {
            throw new CommandException(ModuleFile.describe(file, e), e);
        } catch (WasmException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException("closing the files of " + file + ": " + e.getMessage(), e);
        }
    }

    private Config config() {
        Config config = Engines.config();
        if (mode.isGiven()) {
            config = config.withCompilationMode(switch (mode.value()) {
                case "eager" -> CompilationMode.EAGER;
                case "lazy-translation" -> CompilationMode.LAZY_TRANSLATION;
                case "lazy" -> CompilationMode.LAZY;
                default -> throw mode.badValue("eager, lazy-translation or lazy");
            });
        }
        if (maxStack.isGiven()) {
            int most = (int) Math.min(Integer.MAX_VALUE, maxStack.bytes());
            config = config.withStackHeight(Math.min(config.minStackHeight(), most), most);
        }
        if (maxFrames.isGiven()) {
            config = config.withMaxRecursionDepth((int) Math.min(Integer.MAX_VALUE, maxFrames.number()));
        }
        return config;
    }

    private Store<Void> newStore(Engine engine) {
        Store<Void> store = new Store<>(engine);
        if (maxMemory.isGiven()) {
            store.limiter(StoreLimits.unlimited().withMemoryBytes(maxMemory.bytes()));
        }
        if (timeout.isGiven()) {
            store.setTimeout(Duration.ofNanos(timeout.secondsAsNanos()));
        }
        return store;
    }

    private int call(Console console, String file, Module module, Instance instance) {
        String name = invoke.isGiven() ? invoke.value() : entryPoint(instance);
        if (name == null) {
            throw new CommandException(file + " has no function to start with ('" + START + "'); " + exports(module));
        }
        Extern export = instance.export(name).orElse(null);
        if (!(export instanceof Func function)) {
            throw new CommandException(file + " exports no function '" + name + "'; " + exports(module));
        }
        FuncType type = function.type();
        List<String> texts = invoke.isGiven() ? arguments().subList(1, arguments().size()) : List.of();
        Object[] args = Arguments.parse(name, type, texts);
        if (invoke.isGiven()) {
            initialize(instance, name);
        }
        if (verbose.isGiven()) {
            console.error("calling " + name + Signatures.of(type) + " of " + file);
        }
        for (Val result : function.callVals(vals(type, args))) {
            console.out().println(Results.print(result));
        }
        return Main.OK;
    }

    /** A library built for WASI sets itself up in a function of its own before anything else is called. */
    private static void initialize(Instance instance, String called) {
        if (!called.equals(INITIALIZE) && instance.export(START).isEmpty()
                && instance.export(INITIALIZE).orElse(null) instanceof Func function
                && function.type().params().isEmpty()) {
            function.call();
        }
    }

    private static Val[] vals(FuncType type, Object[] args) {
        Val[] vals = new Val[args.length];
        for (int i = 0; i < args.length; i++) {
            vals[i] = Val.of(type.params().get(i), args[i]);
        }
        return vals;
    }

    private static String entryPoint(Instance instance) {
        for (String name : new String[] {"", START}) {
            if (instance.export(name).orElse(null) instanceof Func) {
                return name;
            }
        }
        return null;
    }

    private static String exports(Module module) {
        StringBuilder text = new StringBuilder();
        for (ExportType export : module.exports()) {
            if (export.type() instanceof FuncType type) {
                text.append("\n  ").append(export.name()).append(Signatures.of(type));
            }
        }
        return text.length() == 0 ? "it exports no functions at all" : "it exports (call one with --invoke NAME):" + text;
    }

    private void report(Console console, String what, List<WasmFrame> frames, WasmException failure) {
        console.error(what);
        int skipped = frames.size() - BACKTRACE_HEAD - BACKTRACE_TAIL;
        for (int i = 0; i < frames.size(); i++) {
            if (i == BACKTRACE_HEAD && skipped > 0 && !verbose.isGiven()) {
                console.err().println("  ... " + skipped + " more ...");
                i += skipped;
            }
            console.err().println("  at " + frames.get(i));
        }
        if (verbose.isGiven() && failure.getCause() != null) {
            failure.getCause().printStackTrace(console.err());
        }
    }
}
