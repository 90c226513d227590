package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.ModuleException;
import dev.vespula.bindings.Bindings;
import dev.vespula.bindings.BindingsException;
import dev.vespula.bindings.GeneratedFiles;
import dev.vespula.internal.names.PrintableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code vespula bindings}: Java sources for what a module or component imports and exports, or for WIT. */
final class BindingsCommand extends Command {
    private static final String WIT = ".wit";

    private final ModuleOptions modules = new ModuleOptions();
    private final Option packageName = Option.value("--package", "NAME", "Package of the classes; without it they are in none.")
            .orShort("-p");
    private final Option output = Option.value("--output", "DIR",
            "Folder in which the packages begin; without it, the current one.").orShort("-o");
    private final Option resources = Option.value("--resources", "DIR",
            "Folder for what native-image must know of the classes; without it, that of the sources.");
    private final Option className = Option.value("--class", "NAME",
            "Name of the interface for the exports; without it, that of the file, or of the world in WIT.");
    private final Option resource = Option.value("--resource", "PATH",
            "FILE is packaged with the classes, as their resource of this name: they get a method that reads it.");
    private final Option world = Option.value("--world", "NAME",
            "The world of WIT; without it, all worlds and interfaces of the package.");
    private final Option witFeatures = Option.value("--wit-features", "NAME[,NAME]",
            "Take what is @unstable in WIT with these features.");

    BindingsCommand() {
        super("bindings", "Writes Java sources for what a module or component imports and exports, or for WIT.", "FILE");
        takes(packageName, output, resources, className, resource, world, witFeatures);
        takes(modules.features, modules.builtins, modules.stringConstants);
        explain("FILE is a module or component, binary or text, a file of WIT, or a folder of WIT with its dependencies in deps.",
                "Prints the names of the files. One that has the right content already is not written.");
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        try {
            GeneratedFiles files = generate(bindings(), file, console);
            Path sources = Path.of(output.isGiven() ? output.value() : ".");
            Path more = resources.isGiven() ? Path.of(resources.value()) : sources;
            for (Path path : files.writeTo(sources, more)) {
                console.out().println(PrintableName.escaped(path.normalize().toString()));
            }
            return Main.OK;
        } catch (BindingsException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException | InvalidPathException e) {
            throw Console.unwritable("the sources", e);
        }
    }

    private Bindings bindings() {
        try {
            Bindings bindings = new Bindings(packageName.isGiven() ? packageName.value() : "").withWitFeatures(names(
                    witFeatures));
            bindings = className.isGiven() ? bindings.withClassName(className.value()) : bindings;
            bindings = world.isGiven() ? bindings.withWorld(world.value()) : bindings;
            return resource.isGiven() ? bindings.withResource(resource.value()) : bindings;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Set<String> names(Option option) {
        return option.isGiven() ? Set.copyOf(List.of(option.value().split(","))) : Set.of();
    }

    private GeneratedFiles generate(Bindings bindings, String file, Console console) {
        if (isWit(file)) {
            return generateFromWit(bindings, file);
        }
        byte[] content = new ModuleFile(modules, console, file).content();
        int name = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1;
        return bindings.withEngine(Engine.of(modules.config())).generate(file.substring(name), content);
    }

    private static boolean isWit(String file) {
        try {
            return file.endsWith(WIT) || Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static GeneratedFiles generateFromWit(Bindings bindings, String file) {
        try {
            return bindings.generate(Path.of(file));
        } catch (ModuleException e) {
            // It has the file and the line already.
            throw new CommandException(e.getMessage(), e);
        } catch (IOException | InvalidPathException e) {
            throw Console.unreadable(file, e);
        }
    }
}
