package dev.vespula.cli;

import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.internal.text.TypeText;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions that an instance of a component exports, itself or in interfaces, by the names that a command line may use. */
final class ExportedFunctions {
    /** More functions are not listed in a message. */
    private static final int MOST_LISTED = 50;

    /**
     * A function.
     *
     * @param owner the name of the exported instance that it is of; empty for one of the component itself
     */
    private record Exported(String owner, String name, ComponentFunc function) {
        /** The name by which it is found without fail. */
        String fullName() {
            return owner.isEmpty() ? name : owner + "#" + name;
        }

        boolean isCalled(String wanted) {
            if (wanted.equals(name) || wanted.equals(fullName())) {
                return true;
            }
            if (owner.isEmpty() || !wanted.contains(name)) {
                return false;
            }
            int at = owner.indexOf('@');
            String version = at < 0 ? "" : owner.substring(at);
            String unversioned = owner.substring(0, owner.length() - version.length());
            String label = unversioned.substring(unversioned.lastIndexOf('/') + 1);
            // The last two are those of Wasmtime.
            return List.of(owner + "/" + name, unversioned + "#" + name, unversioned + "/" + name, label + "#" + name,
                    label + "/" + name, unversioned + "." + name, unversioned + "." + name + version).contains(wanted);
        }

        @Override
        public String toString() {
            return PrintableName.of(fullName()) + ": " + TypeText.of(function.type());
        }
    }

    private final ComponentInstance instance;
    private final List<Exported> all = new ArrayList<>();

    ExportedFunctions(ComponentInstance instance) {
        this.instance = instance;
        instance.funcs().forEach((name, function) -> all.add(new Exported("", name, function)));
        instance.instances().forEach((owner, exports) -> exports.funcs()
                .forEach((name, function) -> all.add(new Exported(owner, name, function))));
    }

    /**
     * The function of a name.
     *
     * @throws CommandException if there is none, or several
     */
    ComponentFunc find(String file, String wanted) {
        List<Exported> found = new ArrayList<>();
        for (Exported one : all) {
            if (one.fullName().equals(wanted)) {
                return one.function();
            }
            if (one.isCalled(wanted)) {
                found.add(one);
            }
        }
        if (found.size() > 1) {
            throw new CommandException("'" + wanted + "' may be any of these:" + list(found));
        }
        return found.isEmpty()
                ? findByPath(wanted).orElseThrow(() -> new CommandException(file + " exports no function '" + wanted + "'; "
                        + describe()))
                : found.get(0).function();
    }

    /** With names of instances in front, of which a compatible version will do. */
    private Optional<ComponentFunc> findByPath(String wanted) {
        Optional<ComponentInstance> place = Optional.of(instance);
        String rest = wanted;
        for (int mark = rest.indexOf('#'); mark >= 0 && place.isPresent(); mark = rest.indexOf('#')) {
            place = place.get().findInstance(rest.substring(0, mark));
            rest = rest.substring(mark + 1);
        }
        String name = rest;
        return place.flatMap(found -> found.findFunc(name));
    }

    /** What there is. */
    String describe() {
        return all.isEmpty() ? "it exports no functions at all" : "it exports (call one with --invoke 'NAME(ARGS)'):" + list(
                all);
    }

    private static String list(List<Exported> functions) {
        StringBuilder text = new StringBuilder();
        functions.stream().limit(MOST_LISTED).forEach(function -> text.append("\n  ").append(function));
        return functions.size() > MOST_LISTED ? text + "\n  ... " + (functions.size() - MOST_LISTED) + " more ..."
                : text.toString();
    }
}
