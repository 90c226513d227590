package dev.vespula.component.internal.wit.print;

import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.component.wit.WitFunction;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.component.wit.WitParameter;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packages in the JSON form that the tools of the Bytecode Alliance write. */
public final class WitJson {
    private final StringBuilder text = new StringBuilder();
    private final JsonWriter json = new JsonWriter(text);

    private WitJson() {}

    public static String of(WitPackages packages) {
        WitJson writer = new WitJson();
        writer.packages(packages);
        return writer.text + "\n";
    }

    private void packages(WitPackages packages) {
        json.object(() -> {
            json.name("worlds").array(packages.worlds(), this::world);
            json.name("interfaces").array(packages.interfaces(), this::witInterface);
            json.name("types").array(packages.types(), this::typeDef);
            json.name("packages").array(packages.packages(), this::witPackage);
        });
    }

    private void witPackage(WitPackage witPackage) {
        json.object(() -> {
            json.name("name").string(witPackage.name().toString());
            docs(witPackage.docs());
            json.name("interfaces").object(
                    () -> witPackage.interfaces().forEach((name, value) -> json.name(name).number(value.index())));
            json.name("worlds").object(
                    () -> witPackage.worlds().forEach((name, value) -> json.name(name).number(value.index())));
        });
    }

    private void world(WitWorld world) {
        json.object(() -> {
            json.name("name").string(world.name().orElseThrow());
            json.name("imports");
            items(world.imports());
            json.name("exports");
            items(world.exports());
            json.name("package").number(world.witPackage().index());
            docs(world.docs());
            gate(world.gate());
        });
    }

    private void items(Map<WitKey, WitWorldItem> items) {
        json.object(() -> items.forEach((key, item) -> {
            json.name(key instanceof WitKey.Name name
                    ? name.name()
                    : "interface-" + ((WitKey.Interface) key).target().index());
            json.object(() -> item(item));
        }));
    }

    private void item(WitWorldItem item) {
        if (item instanceof WitWorldItem.Function function) {
            json.name("function");
            function(function.function());
        } else if (item instanceof WitWorldItem.Type type) {
            json.name("type").number(type.type().index());
        } else {
            WitWorldItem.Interface made = (WitWorldItem.Interface) item;
            json.name("interface").object(() -> {
                json.name("id").number(made.target().index());
                gate(made.gate());
                externalId(made.externalId());
                docs(made.docs());
            });
        }
    }

    private void witInterface(WitInterface made) {
        json.object(() -> {
            json.name("name");
            made.name().ifPresentOrElse(json::string, json::nothing);
            json.name("types").object(() -> made.types().forEach((name, type) -> json.name(name).number(type.index())));
            json.name("functions").object(() -> made.functions().forEach((name, function) -> {
                json.name(name);
                function(function);
            }));
            docs(made.docs());
            gate(made.gate());
            json.name("package").number(made.witPackage().index());
            made.copyOf().ifPresent(original -> json.name("clone_of").number(original.index()));
        });
    }

    private void function(WitFunction function) {
        json.object(() -> {
            json.name("name").string(function.name());
            json.name("kind");
            kind(function);
            json.name("params").array(function.parameters(), this::parameter);
            function.result().ifPresent(result -> {
                json.name("result");
                type(result);
            });
            docs(function.docs());
            gate(function.gate());
            externalId(function.externalId());
        });
    }

    private void kind(WitFunction function) {
        String prefix = function.calling() == Calling.ASYNC ? "async-" : "";
        if (function.form() == Form.FREE) {
            json.string(prefix + "freestanding");
            return;
        }
        String word = function.form() == Form.METHOD
                ? "method"
                : function.form() == Form.STATIC ? "static" : "constructor";
        json.object(() -> json.name(prefix + word).number(function.resource().orElseThrow().index()));
    }

    private void parameter(WitParameter parameter) {
        json.object(() -> {
            json.name("name").string(parameter.name());
            json.name("type");
            type(parameter.type());
        });
    }

    private void typeDef(WitTypeDef type) {
        json.object(() -> {
            json.name("name");
            type.name().ifPresentOrElse(json::string, json::nothing);
            json.name("kind");
            if (type.shape() instanceof WitShape.Resource) {
                json.string("resource");
            } else {
                json.object(() -> shape(type.shape()));
            }
            json.name("owner");
            type.owner().ifPresentOrElse(this::owner, json::nothing);
            docs(type.docs());
            gate(type.gate());
            externalId(type.externalId());
        });
    }

    private void owner(WitOwner owner) {
        json.object(() -> {
            if (owner instanceof WitWorld witWorld) {
                json.name("world").number(witWorld.index());
            } else {
                json.name("interface").number(((WitInterface) owner).index());
            }
        });
    }

    /** The one member of the object that a type's kind is. */
    private void shape(WitShape shape) {
        if (shape instanceof WitShape.Record record) {
            json.name("record").object(() -> json.name("fields").array(record.fields(),
                    field -> member(field.name(), Optional.of(field.type()), field.docs())));
        } else if (shape instanceof WitShape.Variant variant) {
            json.name("variant").object(() -> json.name("cases").array(variant.cases(),
                    c -> member(c.name(), c.type(), c.docs())));
        } else if (shape instanceof WitShape.Enumeration enumeration) {
            json.name("enum").object(() -> labels("cases", enumeration.cases()));
        } else if (shape instanceof WitShape.Flags flags) {
            json.name("flags").object(() -> labels("flags", flags.flags()));
        } else if (shape instanceof WitShape.Tuple tuple) {
            json.name("tuple")
                    .object(() -> json.name("types").array(tuple.types(), this::type));
        } else if (shape instanceof WitShape.Result result) {
            json.name("result").object(() -> {
                json.name("ok");
                optional(result.ok());
                json.name("err");
                optional(result.error());
            });
        } else if (shape instanceof WitShape.Own own) {
            json.name("handle").object(() -> json.name("own").number(own.resource().index()));
        } else if (shape instanceof WitShape.Borrow borrow) {
            json.name("handle").object(() -> json.name("borrow").number(borrow.resource().index()));
        } else {
            simpleShape(shape);
        }
    }

    private void simpleShape(WitShape shape) {
        if (shape instanceof WitShape.FixedList list) {

            json.name("fixed-length-list").array(List.of(0, 1), i -> {
                if (i == 0) {
                    type(list.element());
                } else {
                    json.number(list.length());
                }
            });
        } else if (shape instanceof WitShape.MapOf) {
            json.name("map").array(shape.parts(), this::type);
        } else {
            json.name(shape.word());
            optional(shape.parts().stream().findFirst());
        }
    }

    /** A field or a case, which has a type or null for it. */
    private void member(String name, Optional<WitType> type, Optional<String> docs) {
        json.object(() -> {
            json.name("name").string(name);
            json.name("type");
            optional(type);
            docs(docs);
        });
    }

    private void labels(String name, List<WitShape.Label> labels) {
        json.name(name).array(labels, label -> json.object(() -> {
            json.name("name").string(label.name());
            docs(label.docs());
        }));
    }

    private void optional(Optional<WitType> type) {
        type.ifPresentOrElse(this::type, json::nothing);
    }

    private void type(WitType type) {
        if (type instanceof WitTypeDef witTypeDef) {
            json.number(witTypeDef.index());
        } else {
            json.string(type.toString());
        }
    }

    private void docs(Optional<String> docs) {
        docs.ifPresent(text -> json.name("docs").object(() -> json.name("contents").string(text)));
    }

    private void externalId(Optional<String> externalId) {
        externalId.ifPresent(id -> json.name("external_id").string(id));
    }

    private void gate(Optional<WitGate> gate) {
        gate.ifPresent(g -> json.name("stability").object(() -> {
            if (g instanceof WitGate.Since since) {
                json.name("stable").object(() -> {
                    json.name("since").string(since.version().toString());
                    deprecated(g.deprecated());
                });
            } else {
                json.name("unstable").object(() -> {
                    json.name("feature").string(((WitGate.Unstable) g).feature());
                    deprecated(g.deprecated());
                });
            }
        }));
    }

    private void deprecated(Optional<SemanticVersion> version) {
        version.ifPresent(v -> json.name("deprecated").string(v.toString()));
    }
}
