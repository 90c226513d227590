package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Val;
import dev.vespula.cli.Preloads.Unknown;
import dev.vespula.component.Component;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.wasi.WasiThreads;
import java.util.ArrayList;
import java.util.List;

/** {@code vespula run}: instantiates a module and calls one of its functions. */
final class RunCommand extends Command {
    private final RunSettings settings = new RunSettings();
    private final DebugOptions debug = new DebugOptions();
    private final NetworkOptions network = new NetworkOptions();
    private final Preloads preloads = new Preloads();
    private final Option invoke = Option.value("--invoke", "NAME",
            "Call the exported function NAME with ARGS as its arguments and print its results, one per line. Of a component: a "
                    + "call such as 'name(1, \"x\")'.");
    private final Option profile = Option.value("--profile-out", "RUN.prof",
            "A training run: write to RUN.prof where the program was, for 'vespula compile --profile'. Everything is interpreted "
                    + "then.");

    RunCommand() {
        super("run", "Runs a WebAssembly program or calls a function of a module or component.", "FILE", "[ARGS...]");
        List<Option> options = new ArrayList<>(settings.options());
        options.add(0, invoke);
        options.add(1, preloads.option);
        takes(options);
        takes(network.options());
        takes(settings.modules.compiled);
        takes(profile);
        takes(debug.options());
        explain(
                "FILE is a module, binary or text; '-' is standard input. If its name ends in .jar, or with --compiled, it is a file that 'vespula "
                        + "compile' has made of one. Such a file is Java code, which is executed as it is and may do whatever you "
                        + "may: no option here restricts it. Run it only if you trust where it comes from, like any program.",
                "Without --invoke, the function exported as '_start' (or as '') is called: a WASI program, whose arguments "
                        + "are FILE and ARGS and whose exit code is passed through.",
                "ARGS for --invoke: integers in decimal or 0x notation, signed or unsigned; floats also as 0x1.8p3, inf, "
                        + "nan or nan:0x200000; vectors as one number of 128 bits, or lane by lane as in 'i32x4:1,2,3,4'; 'null' for a "
                        + "nullable reference, 'i31:5' for an i31. Results are written so that they can be given as arguments again.",
                "Of a component, --invoke takes a call with its arguments as WAVE writes them: 'f(1, \"two\", [3, 4], {x: some(5)})'. "
                        + "The result is printed in the same way. A function of an interface is called as 'my:pkg/api@1.0.0#f(1)', "
                        + "as 'my:pkg/api.f@1.0.0(1)', without the version, as 'api/f(1)', or only as 'f(1)', whatever names one "
                        + "function. Options may stand behind such a component, too.",
                "A component that exports 'wasi:cli/run' is a program for WASI 0.2: without --invoke it is run with ARGS. Only "
                        + "components can use the network, as far as --allow-net, --allow-dns and --listen allow it: modules have no "
                        + "way to open a connection.");
    }

    @Override
    List<ExitCode> exitCodes() {
        return ExitCode.OF_PROGRAMS;
    }

    @Override
    boolean stopsAtFirstArgument() {
        return true;
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        ModuleFile given = new ModuleFile(settings.modules, console, file);
        preloads.read(console);
        if (given.isComponent()) {
            return runComponent(console, given);
        }
        for (Option other : network.options()) {
            if (other.isGiven()) {
                throw new UsageException(other.name() + " is for components, and " + file
                        + " is a module: WASI preview 1, which "
                        + "modules use, can open no connection");
            }
        }
        if (DebugOptions.BOTH.equals(settings.tier.value()) && !profile.isGiven()) {
            return runInBoth(console, file, given);
        }
        Program program = new Program(console, settings, config(console), verbose, new SavedProgram(file, arguments()));
        ProfileOutput output = new ProfileOutput(profile);
        // Not a lambda: making the first one takes a fresh JVM longer than running a small program.
        int code = program.execute(new Program.Body() {
            @Override
            public int run() {
                Module module = output.of(given.load(program.engine()));
                if (WasiThreads.areUsedBy(module)) {
                    checkThreads();
                    program.fuelThreads();
                    return new WasiThreads<>(program.linker(), module, program::newStore)
                            .run(program.store(), () -> call(console, program, module));
                }
                program.fuel(0);
                return call(console, program, module);
            }
        });
        output.write(console);
        return code;
    }

    /** Each thread has a store and instances of its own, so that they would see different instances of what is preloaded. */
    private void checkThreads() {
        if (!preloads.isEmpty()) {
            throw new CommandException(arguments().get(0) + ": a program with threads takes no " + preloads.option.name());
        }
    }

    private Config config(Console console) {
        if (!profile.isGiven()) {
            return debug.applyTo(settings.config(), console);
        }
        if (settings.tier.isGiven() && !settings.tier.value().equals("interpreter")) {
            throw new UsageException(profile.name() + " interprets everything: " + settings.tier.name() + " "
                    + settings.tier.value() + " does not go with it");
        }
        return debug.applyTo(settings.config().withTier(Tier.INTERPRETER), console);
    }

    private int runComponent(Console console, ModuleFile given) {
        String file = arguments().get(0);
        boolean isProgram = !invoke.isGiven() && CommandComponent.is(given.binary());
        if (!isProgram) {
            readOptionsBehind(file);
        }
        for (Option other : List.of(profile, settings.snapshot, preloads.option)) {
            if (other.isGiven()) {
                throw new UsageException(other.name() + " is for programs that are modules, and " + file + " is a component");
            }
        }
        if (DebugOptions.BOTH.equals(settings.tier.value())) {
            throw new UsageException(settings.tier.name() + " " + DebugOptions.BOTH + " takes no components");
        }
        ComponentCall call = isProgram ? null : ComponentCall.of(file, invoke);
        Program program = new Program(console, settings, config(console), verbose, new SavedProgram(file, arguments()));
        program.allow(network.policy());
        return program.execute(() -> {
            program.fuel(0);
            Component component = given.component(program.engine());
            return isProgram ? CommandComponent.run(program, component, file)
                    : call.run(program, component, verbose.isGiven() ? console : null);
        });
    }

    /** A component that is no program has no arguments but those of the call, so what stands behind it are options. */
    private void readOptionsBehind(String file) {
        List<String> line = new ArrayList<>(arguments().subList(1, arguments().size()));
        line.add("--");
        line.add(file);
        if (!ArgumentReader.read(this, line.toArray(String[]::new), 0) || arguments().size() > 1) {
            throw new UsageException(file + " is a component: behind it there can be options, and arguments stand in the call, "
                    + "as in " + invoke.name() + " 'name(1, 2)'");
        }
    }

    private int runInBoth(Console console, String file, ModuleFile given) {
        Config config = debug.both(settings);
        preloads.keep();
        SideBySide sides = new SideBySide();
        Program program = new Program(console, settings, config.withTier(Tier.INTERPRETER).with(sides.leading()), verbose,
                new SavedProgram(file, arguments()));
        return program.execute(() -> {
            byte[] content = given.content();
            Module module = Module.of(program.engine(), file, content);
            if (WasiThreads.areUsedBy(module)) {
                throw new CommandException(file + ": a program with threads cannot run side by side");
            }
            program.fuel(0);
            try (Engine compiled = Engine.of(config.withTier(Tier.COMPILED).with(sides.following()))) {
                Module other = Module.of(compiled, file, content);
                Store<Void> store = new Store<>(compiled);
                settings.limit(store);
                store.shareBytes(settings.bytes());
                if (settings.fuel.isGiven()) {
                    store.setFuel(settings.fuel.number());
                }
                Linker<Void> linker = new Linker<>(compiled);
                return program.finish(sides.run(
                        () -> entry(program.linker(), program.store(), module, Unknown.REFUSED).call(), program.store(),
                        () -> entry(linker, store, other, Unknown.TRAPS).call(), store));
            }
        });
    }

    /** What is called, in an instance where it can be. */
    private record Entry(String name, Func function, Val[] args) {
        List<Val> call() {
            return function.callVals(args);
        }
    }

    private int call(Console console, Program program, Module module) {
        Entry entry = entry(program.linker(), program.store(), module, Unknown.REFUSED);
        if (verbose.isGiven()) {
            console.error("calling " + entry.name() + Signatures.of(entry.function().type()) + " of " + arguments().get(0));
        }
        return program.call(entry.function(), entry.args());
    }

    private Entry entry(Linker<Void> linker, Store<Void> store, Module module, Unknown unknown) {
        preloads.link(linker, store, unknown);
        if (unknown == Unknown.TRAPS) {
            linker.defineUnknownImportsAsTraps(module);
        }
        Instance instance = linker.instantiate(store, module);
        String file = arguments().get(0);
        String name = invoke.isGiven() ? invoke.value() : entryPoint(instance);
        if (name == null) {
            boolean isBehind = arguments().contains(invoke.name());
            throw new CommandException(file + " has no function to start with ('" + WasiLibrary.START + "')"
                    + (isBehind ? " (options stand before the file, what is behind it are arguments of the program); " : "; ")
                    + exports(module));
        }
        Extern export = instance.export(name).orElse(null);
        if (!(export instanceof Func function)) {
            throw new CommandException(file + " exports no function '" + name + "'" + (name.indexOf('(') < 0 ? "; "
                    : " (of a module, arguments stand behind the file: " + invoke.name() + " NAME " + file + " ARGS); ")
                    + exports(module));
        }
        FuncType type = function.type();
        List<String> texts = invoke.isGiven() ? arguments().subList(1, arguments().size()) : List.of();
        Object[] args = Arguments.parse(name, type, texts);
        if (invoke.isGiven() && !name.equals(WasiLibrary.INITIALIZE)) {
            WasiLibrary.initialize(instance);
        }
        return new Entry(name, function, vals(type, args));
    }

    private static Val[] vals(FuncType type, Object[] args) {
        Val[] vals = new Val[args.length];
        for (int i = 0; i < args.length; i++) {
            vals[i] = Val.of(type.params().get(i), args[i]);
        }
        return vals;
    }

    private static String entryPoint(Instance instance) {
        for (String name : new String[] {"", WasiLibrary.START}) {
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
                text.append("\n  ").append(PrintableName.of(export.name())).append(Signatures.of(type));
            }
        }
        return text.length() == 0 ? "it exports no functions at all" : "it exports (call one with --invoke NAME):" + text;
    }
}
