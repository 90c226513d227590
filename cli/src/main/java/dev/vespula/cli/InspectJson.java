package dev.vespula.cli;

import dev.vespula.InvalidException;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.component.Component;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.wit.print.JsonWriter;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.text.printer.CodeListing;
import dev.vespula.text.printer.CodeListing.Line;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Members of the document that {@code vespula inspect --json} prints; docs/cli.md has its schema. */
final class InspectJson {
    private final JsonWriter json;
    private final JsonTypes types;

    InspectJson(JsonWriter json) {
        this.json = json;
        this.types = new JsonTypes(json);
    }

    void module(byte[] wasm, String name) {
        json.name("kind").string("module");
        json.name("bytes").number(wasm.length);
        name(name);
        sections(SectionTable.ofModule(wasm));
    }

    void externs(Module module) {
        json.name("imports").array(module.imports(), this::externImport);
        json.name("exports").array(module.exports(), this::externExport);
    }

    private void externImport(ImportType one) {
        json.inline(() -> json.object(() -> {
            json.name("module").string(one.module());
            json.name("name").string(one.name());
            types.members(one.type());
        }));
    }

    private void externExport(ExportType one) {
        json.inline(() -> json.object(() -> {
            json.name("name").string(one.name());
            types.members(one.type());
        }));
    }

    private void name(String name) {
        if (name != null) {
            json.name("name").string(name);
        }
    }

    private void sections(SectionTable table) {
        json.name("sections").array(table.sections(), section -> json.inline(() -> json.object(() -> {
            json.name("kind").string(section.kind());
            name(section.customName());
            json.name("offset").number(section.offset());
            json.name("bytes").number(section.size());
            if (section.entries() >= 0) {
                json.name("entries").number(section.entries());
            }
        })));
    }

    // ---- components

    void component(byte[] wasm, ComponentModel model) {
        json.name("kind").string("component");
        json.name("bytes").number(wasm.length);
        name(model.names().component().orElse(null));
        sections(SectionTable.ofComponent(wasm, 0, wasm.length));
    }

    void externs(ComponentModel model, Component component) {
        List<Definition.OfImport> imports = new ArrayList<>();
        List<Definition.OfExport> exports = new ArrayList<>();
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfImport one) {
                imports.add(one);
            } else if (definition instanceof Definition.OfExport one) {
                exports.add(one);
            }
        }
        json.name("imports").array(imports, one -> extern(one.name().name(), one.description().sort().text()));
        json.name("exports").array(exports, one -> extern(one.name().name(), one.sort().text()));
        try {
            String wit = WitPackages.of(component.type()).toWit();
            json.name("wit").string(wit);
        } catch (InvalidException notWit) {
            // There is none then.
        }
    }

    private void extern(String name, String kind) {
        json.inline(() -> json.object(() -> {
            json.name("name").string(name);
            json.name("kind").string(kind);
        }));
    }

    /**
     * What is within a component.
     *
     * @param code which code to show; null for none
     */
    void parts(List<NestedPart> parts, byte[] wasm, CodeRequest code) {
        json.name("parts").array(parts, part -> json.object(() -> {
            json.name("kind").string(part.isModule() ? "module" : "component");
            json.name("index").number(part.index());
            name(part.name());
            json.name("offset").number(part.offset());
            json.name("bytes").number(part.size());
            if (!part.isModule()) {
                parts(part.parts(), wasm, code);
            } else if (code != null) {
                functions(part.binary(wasm), code);
            }
        }));
    }

    private void functions(byte[] binary, CodeRequest request) {
        CodeListing code;
        try {
            code = new CodeListing(binary);
        } catch (ModuleException e) {
            JsonOutput.error(json, request.refused(e));
            return;
        }
        functions(binary, code, request);
    }

    // ---- code

    /** The functions of a module; the document is whole even if one of them is malformed. */
    void functions(byte[] binary, CodeListing code, CodeRequest request) {
        json.name("functions").array(() -> {
            for (int function = code.firstFunction(); function < code.functionCount(); function++) {
                if (request.isWanted(code, function)) {
                    json.element();
                    function(binary, code, function, request);
                }
            }
        });
    }

    private void function(byte[] binary, CodeListing code, int function, CodeRequest request) {
        json.object(() -> {
            json.name("index").number(function);
            name(code.name(function));
            json.name("offset").number(code.start(function));
            json.name("bytes").number(code.end(function) - code.start(function));
            json.name("type").string(code.type(function));
            ModuleException[] refusal = new ModuleException[1];
            json.name("code").array(() -> {
                try {
                    code.read(function, line -> line(binary, line));
                } catch (ModuleException e) {
                    refusal[0] = e;
                }
            });
            if (refusal[0] != null) {
                JsonOutput.error(json, request.refused(refusal[0]));
            }
        });
    }

    private void line(byte[] binary, Line line) {
        json.element().inline(() -> json.object(() -> {
            json.name("offset").number(line.start());
            json.name("bytes").string(HexFormat.of().formatHex(binary, line.start(), line.end()));
            json.name("text").string(line.text());
        }));
    }
}
