package dev.vespula.component.internal.wit.print;

import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Resolved packages as WIT text. */
public final class WitPrinter {
    private final WitText text = new WitText();

    private WitPrinter() {}

    /** The root package, and all others in braces. */
    public static String all(WitPackages packages) {
        WitPrinter printer = new WitPrinter();
        WitPackage root = packages.root();
        printer.text.docs(root.docs());
        printer.text.line("package " + name(root.name()) + ";");
        printer.contents(root);
        packages.packages().stream().filter(other -> other != root).sorted(Comparator.comparing(WitPackage::name))
                .forEach(other -> {
                    printer.text.gap();
                    printer.text.docs(other.docs());
                    printer.text.block("package " + name(other.name()), () -> printer.contents(other));
                });
        return printer.text.toString();
    }

    public static String world(WitWorld world) {
        WitPrinter printer = new WitPrinter();
        printer.printWorld(world);
        return printer.text.toString();
    }

    private static String name(PackageName name) {
        return WitText.id(name.namespace()) + ":" + WitText.id(name.name()) + version(name);
    }

    private static String version(PackageName name) {
        return name.version().map(v -> "@" + v).orElse("");
    }

    private static String path(WitInterface target, WitPackage from) {
        String item = WitText.id(target.name().orElseThrow());
        if (target.witPackage() == from) {
            return item;
        }
        PackageName name = target.witPackage().name();
        return WitText.id(name.namespace()) + ":" + WitText.id(name.name()) + "/" + item + version(name);
    }

    private void contents(WitPackage witPackage) {
        for (WitInterface made : witPackage.interfaces().values()) {
            text.gap();
            text.docs(made.docs());
            text.gate(made.gate());
            text.block("interface " + WitText.id(made.name().orElseThrow()), () -> members(made));
        }
        witPackage.worlds().values().forEach(this::printWorld);
    }

    private void members(WitInterface made) {
        new Definitions(made.witPackage(), made.types().values(), made.functions().values()).print();
        for (WitFunction function : made.functions().values()) {
            if (function.form() == Form.FREE) {
                function(function, WitText.id(function.name()) + ": ");
            }
        }
    }

    private void function(WitFunction function, String head) {
        text.gap();
        text.docs(function.docs());
        text.gate(function.gate());
        text.externalId(function.externalId());
        text.line(head + TypeText.function(function));
    }

    private void printWorld(WitWorld world) {
        text.gap();
        text.docs(world.docs());
        text.gate(world.gate());
        text.block("world " + WitText.id(world.name().orElseThrow()), () -> {
            List<WitTypeDef> types = new ArrayList<>();
            List<WitFunction> methods = new ArrayList<>();
            world.imports().values().forEach(item -> {
                if (item instanceof WitWorldItem.Type type) {
                    types.add(type.type());
                } else if (item instanceof WitWorldItem.Function function) {
                    methods.add(function.function());
                }
            });
            externs("import ", world.imports(), world.witPackage(), WitWorldItem.Interface.class);
            new Definitions(world.witPackage(), types, methods).print();
            externs("import ", world.imports(), world.witPackage(), WitWorldItem.Function.class);
            externs("export ", world.exports(), world.witPackage(), WitWorldItem.class);
        });
    }

    /** Imports or exports of one kind. */
    private void externs(String word, Map<WitKey, WitWorldItem> items, WitPackage from, Class<?> kind) {
        items.forEach((key, item) -> {
            if (!kind.isInstance(item)) {
                return;
            }
            if (item instanceof WitWorldItem.Function free) {
                WitFunction function = free.function();
                if (function.form() == Form.FREE) {
                    function(function, word + WitText.id(function.name()) + ": ");
                }
            } else if (item instanceof WitWorldItem.Interface i) {
                extern(word, key, i, from);
            }
        });
    }

    private void extern(String word, WitKey key, WitWorldItem.Interface item, WitPackage from) {
        WitInterface target = item.target();
        String head = word + (key instanceof WitKey.Name name ? WitText.id(name.name()) + ": " : "");
        boolean isInline = target.name().isEmpty();
        if (isInline || item.docs().isPresent() || item.gate().isPresent() || item.externalId().isPresent()) {
            text.gap();
        }
        text.docs(isInline ? target.docs() : item.docs());
        text.gate(item.gate());
        text.externalId(item.externalId());
        if (isInline) {
            text.block(head + "interface", () -> members(target));
        } else {
            text.line(head + path(target, from) + ";");
        }
    }

    /** The types of an interface or a world. */
    private final class Definitions {
        private final WitPackage from;
        private final Collection<WitTypeDef> types;
        private final Map<WitTypeDef, List<WitFunction>> methods = new HashMap<>();

        Definitions(WitPackage from, Collection<WitTypeDef> types, Collection<WitFunction> functions) {
            this.from = from;
            this.types = types;
            functions.forEach(function -> function.resource()
                    .ifPresent(resource -> methods.computeIfAbsent(resource, r -> new ArrayList<>()).add(function)));
        }

        void print() {
            List<WitTypeDef> used = new ArrayList<>();
            for (WitTypeDef type : types) {
                if (usedType(type).isPresent()) {
                    if (!used.isEmpty() && !isOneUse(used.get(0), type)) {
                        use(used);
                        used.clear();
                    }
                    used.add(type);
                } else {
                    use(used);
                    used.clear();
                    define(type);
                }
            }
            use(used);
        }

        /** What a type stands for that {@code use} brought in. */
        private Optional<WitTypeDef> usedType(WitTypeDef type) {
            WitType target = type.shape() instanceof WitShape.Alias ? ((WitShape.Alias) type.shape()).target() : null;
            return target instanceof WitTypeDef witTypeDef && !witTypeDef.owner().equals(type.owner())
                    ? Optional.of(witTypeDef).filter(t -> t.owner().isPresent())
                    : Optional.empty();
        }

        private boolean isOneUse(WitTypeDef a, WitTypeDef b) {
            return usedType(a).get().owner().equals(usedType(b).get().owner()) && a.gate().equals(b.gate())
                    && a.externalId().equals(b.externalId());
        }

        private void use(List<WitTypeDef> used) {
            if (used.isEmpty()) {
                return;
            }
            StringBuilder names = new StringBuilder();
            for (WitTypeDef type : used) {
                String original = usedType(type).get().name().orElseThrow();
                String local = type.name().orElseThrow();
                names.append(names.length() == 0 ? "" : ", ").append(WitText.id(original))
                        .append(local.equals(original) ? "" : " as " + WitText.id(local));
            }
            Optional<WitGate> gate = used.get(0).gate();
            text.gate(gate);
            text.externalId(used.get(0).externalId());
            WitInterface owner = (WitInterface) usedType(used.get(0)).get().owner().orElseThrow();
            text.line("use " + path(owner, from) + ".{" + names + "};");
        }

        private void define(WitTypeDef type) {
            text.gap();
            text.docs(type.docs());
            text.gate(type.gate());
            text.externalId(type.externalId());
            String name = WitText.id(type.name().orElseThrow());
            WitShape shape = type.shape();
            if (shape instanceof WitShape.Record record) {
                members("record " + name, record.fields(), field -> {
                    text.docs(field.docs());
                    text.line(WitText.id(field.name()) + ": " + TypeText.type(field.type()) + ",");
                });
            } else if (shape instanceof WitShape.Variant variant) {
                members("variant " + name, variant.cases(), c -> {
                    text.docs(c.docs());
                    text.line(WitText.id(c.name()) + c.type().map(t -> "(" + TypeText.type(t) + ")").orElse("") + ",");
                });
            } else if (shape instanceof WitShape.Enumeration enumeration) {
                members("enum " + name, enumeration.cases(), this::label);
            } else if (shape instanceof WitShape.Flags flags) {
                members("flags " + name, flags.flags(), this::label);
            } else if (shape instanceof WitShape.Resource) {
                resource(type, name);
            } else {
                text.line("type " + name + " = " + alias(shape) + ";");
            }
        }

        private <T> void members(String head, List<T> members, Consumer<T> member) {
            text.block(head, () -> members.forEach(member));
        }

        private void label(WitShape.Label label) {
            text.docs(label.docs());
            text.line(WitText.id(label.name()) + ",");
        }

        private String alias(WitShape shape) {
            return shape instanceof WitShape.Own own
                    ? "own<" + TypeText.type(own.resource()) + ">"
                    : TypeText.composed(shape);
        }

        private void resource(WitTypeDef type, String name) {
            List<WitFunction> functions = methods.get(type);
            if (functions == null) {
                text.line("resource " + name + ";");
                return;
            }
            text.block("resource " + name, () -> functions.forEach(function -> function(function,
                    function.form() == Form.CONSTRUCTOR ? "" : WitText.id(function.itemName()) + ": ")));
        }
    }
}
