package dev.vespula.cli;

import dev.vespula.Instance;
import dev.vespula.LinkException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Store;
import java.util.ArrayList;
import java.util.List;

/** {@code --preload}: modules that a program imports from, linked before it, each under a name. */
final class Preloads {
    final Option option = Option.value("--preload", "NAME=FILE",
            "Make an instance of the module FILE first and let the program, and modules preloaded after it, import its exports from "
                    + "module NAME.")
            .repeatable();

    /** What becomes of imports that nobody defines. */
    enum Unknown {
        REFUSED,
        /** Functions trap: the side of compiled code calls none of the host. */
        TRAPS
    }

    private final List<Preload> preloads = new ArrayList<>();

    /** One of them. */
    private record Preload(String value, String name, ModuleFile file) {}

    /**
     * Reads the values of the option; files are read when they are linked.
     *
     * @throws UsageException if one is not of the form it should be
     */
    void read(Console console) {
        for (String value : option.values()) {
            int equals = value.indexOf('=');
            if (equals <= 0 || equals == value.length() - 1) {
                throw new UsageException(option.name() + " takes " + option.label() + ", not '" + value + "'");
            }
            // Options of its own: --compiled is said of the program.
            preloads.add(new Preload(value, value.substring(0, equals),
                    new ModuleFile(new ModuleOptions(), console, value.substring(equals + 1))));
        }
    }

    /** Lets them be linked twice, for two engines. */
    void keep() {
        preloads.forEach(each -> each.file().keep());
    }

    boolean isEmpty() {
        return preloads.isEmpty();
    }

    /**
     * Makes an instance of each in order and defines its exports.
     *
     * @throws CommandException if one cannot be read, is refused or cannot be linked
     */
    void link(Linker<Void> linker, Store<Void> store, Unknown unknown) {
        for (Preload preload : preloads) {
            try {
                if (preload.file().isComponent()) {
                    throw new CommandException(option.name() + " takes modules, and " + preload.file().name()
                            + " is a component");
                }
                Module module = preload.file().load(linker.engine());
                if (unknown == Unknown.TRAPS) {
                    linker.defineUnknownImportsAsTraps(module);
                }
                Instance instance = linker.instantiate(store, module);
                linker.instance(preload.name(), instance);
                WasiLibrary.initialize(instance);
            } catch (ModuleException e) {
                throw new CommandException(ModuleFile.describe(preload.file().name(), e), e);
            } catch (LinkException e) {
                throw new CommandException(option.name() + " " + preload.value() + ": cannot be linked: " + e.getMessage(), e);
            }
        }
    }
}
