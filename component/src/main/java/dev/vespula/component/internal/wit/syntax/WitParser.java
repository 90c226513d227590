package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.Declaration;
import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.SourceText;
import dev.vespula.component.internal.wit.ast.UsePath;
import java.util.ArrayList;
import java.util.List;

/** The parser of WIT: one file. */
public final class WitParser {
    private final Cursor cursor;
    private final MemberParser members;
    private final List<PackageText> nested = new ArrayList<>();

    private WitParser(Cursor cursor) {
        this.cursor = cursor;
        this.members = new MemberParser(cursor);
    }

    /** @throws WitError when it is not WIT */
    public static FileText parse(SourceText source) {
        return new WitParser(new Cursor(Lexer.tokens(source))).file();
    }

    private FileText file() {
        List<Declaration> declarations = new ArrayList<>();
        PackageId id = null;
        String docs = null;
        Place docsPlace = null;
        if (cursor.peek() == Token.PACKAGE) {
            docs = cursor.docs();
            docsPlace = docs == null ? null : cursor.docsPlace();
            cursor.expect(Token.PACKAGE);
            PackageId first = cursor.packageId();
            if (cursor.eat(Token.SEMICOLON)) {
                id = first;
            } else {
                nestedBody(first, docs, docsPlace);
                docs = null;
                docsPlace = null;
            }
        }
        while (cursor.peek() != Token.END) {
            declaration(declarations);
        }
        return new FileText(new PackageText(id, docs, docsPlace, declarations), nested);
    }

    private void declaration(List<Declaration> into) {
        String docs = cursor.docs();
        Place docsPlace = docs == null ? null : cursor.docsPlace();
        Attributes attributes = AttributeParser.attributes(cursor);
        if (cursor.peek() != Token.PACKAGE) {
            into.add(item(docs, attributes));
            return;
        }
        if (attributes.place() != null) {
            throw cursor.error("there are no attributes of packages");
        }
        cursor.expect(Token.PACKAGE);
        nestedBody(cursor.packageId(), docs, docsPlace);
    }

    private Declaration item(String docs, Attributes attributes) {
        switch (cursor.peek()) {
            case INTERFACE :
                cursor.expect(Token.INTERFACE);
                MemberParser.refuseExternalId(attributes, "interface");
                Id name = cursor.id();
                return new Declaration.Interface(docs, attributes, name, members.interfaceBody());
            case WORLD :
                cursor.expect(Token.WORLD);
                MemberParser.refuseExternalId(attributes, "world");
                Id world = cursor.id();
                return new Declaration.World(docs, attributes, world, members.worldBody());
            case USE :
                return topUse(attributes);
            default :
                throw cursor.expected("`interface`, `world`, `use` or `package`");
        }
    }

    private Declaration topUse(Attributes attributes) {
        if (attributes.place() != null) {
            throw WitError.malformed(cursor.place(), "there are no attributes of a `use` outside of interfaces and worlds");
        }
        cursor.expect(Token.USE);
        UsePath path = cursor.usePath();
        Id name = cursor.eat(Token.AS) ? cursor.id() : path.name();
        cursor.expect(Token.SEMICOLON);
        return new Declaration.TopUse(path, name);
    }

    /** A package in braces. Packages cannot stand in one another, so its depth is bounded. */
    private void nestedBody(PackageId id, String docs, Place docsPlace) {
        cursor.expect(Token.LEFT_BRACE);
        List<Declaration> declarations = new ArrayList<>();
        while (!cursor.eat(Token.RIGHT_BRACE)) {
            String itemDocs = cursor.docs();
            Attributes attributes = AttributeParser.attributes(cursor);
            if (cursor.peek() == Token.PACKAGE) {
                throw cursor.error("a package stands in another package; packages stand side by side");
            }
            declarations.add(item(itemDocs, attributes));
        }
        nested.add(new PackageText(id, docs, docsPlace, declarations));
    }
}
