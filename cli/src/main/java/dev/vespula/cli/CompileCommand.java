package dev.vespula.cli;

import dev.vespula.CompileOptions;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Profile;
import dev.vespula.ProfileException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code vespula compile}: compiles a module ahead of time. */
final class CompileCommand extends Command {
    private static final String JAR = ".jar";

    private final ModuleOptions modules = new ModuleOptions();
    private final Option output = Option.value("--output", "OUT",
            "The file to write; '-' is standard output. Without it, FILE with .jar in place of its ending, and standard "
                    + "output for standard input.").orShort("-o");
    private final Option profile = Option.value("--profile", "RUN.prof",
            "Lay the code out by what ran when 'vespula run --profile-out RUN.prof' ran the program (with --fuel or "
                    + "--deterministic there as here).");
    private final Option metered = Option.flag("--metered", "Compile for 'vespula run --fuel'.");
    private final Option deterministic = Option.flag("--deterministic", "Compile for 'vespula run --deterministic'.");

    CompileCommand() {
        super("compile", "Compiles a module ahead of time.", "FILE");
        takes(output, profile, metered, deterministic);
        takes(modules.options());
        explain(
                "OUT is a jar file with the module and all its functions as Java classes, which 'vespula run OUT' executes "
                        + "without compiling anything; functions that run rarely are interpreted. It is for "
                        + "this version of Vespula, on any machine. Like any program for the JVM, run such a file only if you "
                        + "trust where it comes from.");
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        String out = output.isGiven() ? output.value() : jarName(file);
        try (Engine engine = Engine.of(config()); Progress progress = new Progress(console, "compile", 1)) {
            progress.next(file);
            Module module = new ModuleFile(modules, console, file).butNoComponent(this).module(engine);
            if (out.equals(Console.STANDARD_STREAM)) {
                module.compileTo(console.out(), compileOptions(console));
            } else {
                module.compileTo(Path.of(out), compileOptions(console));
            }
            long refused = engine.stats().compilationsRefused();
            progress.apart(() -> tellRefused(console, refused));
        } catch (ProfileException e) {
            throw new CommandException(profile.value() + ": " + e.getMessage(), e);
        } catch (IOException | InvalidPathException e) {
            throw Console.unwritable(out, e);
        }
        return Main.OK;
    }

    private static void tellRefused(Console console, long functions) {
        if (functions > 0) {
            console.err().println(functions
                    + " functions will be interpreted: compiling them would take too much work for their "
                    + "length");
        }
    }

    private CompileOptions compileOptions(Console console) {
        CompileOptions options = new CompileOptions();
        if (!profile.isGiven()) {
            return options;
        }
        try {
            boolean isInput = profile.value().equals(Console.STANDARD_STREAM);
            return options.withProfile(isInput ? Profile.read(console.input()) : Profile.read(Path.of(profile.value())));
        } catch (IOException | InvalidPathException e) {
            throw new CommandException("cannot read " + profile.value() + ": " + e.getMessage(), e);
        }
    }

    private Config config() {
        Config config = modules.config();
        if (metered.isGiven()) {
            config = config.withFuel(Config.FuelMetering.ON);
        }
        return deterministic.isGiven() ? config.withDeterminism(Config.Determinism.ON) : config;
    }

    private static String jarName(String file) {
        if (file.equals(Console.STANDARD_STREAM)) {
            return Console.STANDARD_STREAM;
        }
        int dot = file.lastIndexOf('.');
        int name = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1;
        return (dot > name ? file.substring(0, dot) : file) + JAR;
    }
}
