package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.Renaming;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.ast.TypeExpression;
import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.wit.WitFunction.Calling;
import dev.vespula.component.wit.WitFunction.Form;
import java.util.ArrayList;
import java.util.List;

/** What stands in interfaces and worlds. */
final class MemberParser {
    private final Cursor cursor;
    private final TypeParser types;

    MemberParser(Cursor cursor) {
        this.cursor = cursor;
        this.types = new TypeParser(cursor);
    }

    private interface Reader {
        Member read(String docs, Attributes attributes);
    }

    List<Member> interfaceBody() {
        return body(this::interfaceMember);
    }

    List<Member> worldBody() {
        return body(this::worldMember);
    }

    private List<Member> body(Reader reader) {
        cursor.expect(Token.LEFT_BRACE);
        List<Member> members = new ArrayList<>();
        while (!cursor.eat(Token.RIGHT_BRACE)) {
            String docs = cursor.docs();
            members.add(reader.read(docs, AttributeParser.attributes(cursor)));
        }
        return members;
    }

    private Member interfaceMember(String docs, Attributes attributes) {
        switch (cursor.peek()) {
            case WORD :
            case EXPLICIT_ID :
                return new Member.Function(function(docs, attributes));
            default :
                return commonMember(docs, attributes, "a function, a type or `use`");
        }
    }

    private Member worldMember(String docs, Attributes attributes) {
        switch (cursor.peek()) {
            case IMPORT :
                return extern(Member.Direction.IMPORT, docs, attributes);
            case EXPORT :
                return extern(Member.Direction.EXPORT, docs, attributes);
            case INCLUDE :
                refuseExternalId(attributes, "include");
                return include(attributes);
            default :
                return commonMember(docs, attributes, "`import`, `export`, `include`, `use` or a type");
        }
    }

    private Member commonMember(String docs, Attributes attributes, String expected) {
        switch (cursor.peek()) {
            case USE :
                return use(attributes);
            case TYPE :
                return alias(docs, attributes);
            case RECORD :
                return type(docs, attributes, () -> new TypeBody.Record(members(this::field)));
            case VARIANT :
                return type(docs, attributes, () -> new TypeBody.Variant(members(this::variantCase)));
            case ENUM :
                return type(docs, attributes, () -> new TypeBody.Enumeration(members(this::label)));
            case FLAGS :
                return type(docs, attributes, () -> new TypeBody.Flags(members(this::label)));
            case RESOURCE :
                return type(docs, attributes, this::resource);
            default :
                throw cursor.expected(expected);
        }
    }

    static void refuseExternalId(Attributes attributes, String item) {
        if (attributes.externalId() != null) {
            throw WitError.malformed(attributes.place(), "`@external-id` cannot stand before `" + item + "`");
        }
    }

    // Types

    private interface Body {
        TypeBody read();
    }

    private Member type(String docs, Attributes attributes, Body body) {
        cursor.expect(cursor.peek());
        Id name = cursor.id();
        return new Member.Type(docs, attributes, name, body.read());
    }

    private Member alias(String docs, Attributes attributes) {
        return type(docs, attributes, () -> {
            cursor.expect(Token.EQUALS);
            TypeExpression target = types.type();
            cursor.expect(Token.SEMICOLON);
            return new TypeBody.Alias(target);
        });
    }

    private List<TypeBody.Member> members(Part part) {
        return cursor.list(Token.LEFT_BRACE, Token.RIGHT_BRACE, () -> part.read(cursor.docs(), cursor.id()));
    }

    private interface Part {
        TypeBody.Member read(String docs, Id name);
    }

    private TypeBody.Member field(String docs, Id name) {
        cursor.expect(Token.COLON);
        return new TypeBody.Member(docs, name, types.type());
    }

    private TypeBody.Member label(String docs, Id name) {
        return new TypeBody.Member(docs, name, null);
    }

    private TypeBody.Member variantCase(String docs, Id name) {
        if (!cursor.eat(Token.LEFT_PAREN)) {
            return label(docs, name);
        }
        TypeExpression payload = types.type();
        cursor.expect(Token.RIGHT_PAREN);
        return new TypeBody.Member(docs, name, payload);
    }

    private TypeBody resource() {
        List<TypeBody.Method> methods = new ArrayList<>();
        if (!cursor.eat(Token.SEMICOLON)) {
            if (cursor.peek() != Token.LEFT_BRACE) {
                throw cursor.expected("';' or '{'");
            }
            cursor.expect(Token.LEFT_BRACE);
            while (!cursor.eat(Token.RIGHT_BRACE)) {
                String docs = cursor.docs();
                methods.add(method(docs, AttributeParser.attributes(cursor)));
            }
        }
        return new TypeBody.Resource(methods);
    }

    private TypeBody.Method method(String docs, Attributes attributes) {
        if (cursor.peek() == Token.CONSTRUCTOR) {
            Place place = cursor.expect(Token.CONSTRUCTOR);
            FunctionDeclaration made = signature(docs, attributes, new Id("constructor", place), Calling.SYNC, place);
            return new TypeBody.Method(Form.CONSTRUCTOR, made);
        }
        if (cursor.peek() != Token.WORD && cursor.peek() != Token.EXPLICIT_ID) {
            throw cursor.expected("`constructor` or an identifier");
        }
        Id name = cursor.id();
        cursor.expect(Token.COLON);
        Form form = cursor.eat(Token.STATIC) ? Form.STATIC : Form.METHOD;
        return new TypeBody.Method(form, functionType(docs, attributes, name));
    }

    // Functions

    private FunctionDeclaration function(String docs, Attributes attributes) {
        Id name = cursor.id();
        cursor.expect(Token.COLON);
        return functionType(docs, attributes, name);
    }

    private FunctionDeclaration functionType(String docs, Attributes attributes, Id name) {
        Calling calling = cursor.eat(Token.ASYNC) ? Calling.ASYNC : Calling.SYNC;
        Place place = cursor.expect(Token.FUNC);
        return signature(docs, attributes, name, calling, place);
    }

    private FunctionDeclaration signature(String docs, Attributes attributes, Id name, Calling calling, Place place) {
        List<FunctionDeclaration.Parameter> parameters = cursor.list(Token.LEFT_PAREN, Token.RIGHT_PAREN, () -> {
            Id parameter = cursor.id();
            cursor.expect(Token.COLON);
            return new FunctionDeclaration.Parameter(parameter, types.type());
        });
        TypeExpression result = cursor.eat(Token.ARROW) ? types.type() : null;
        cursor.expect(Token.SEMICOLON);
        return new FunctionDeclaration(docs, attributes, name, calling, parameters, result, place);
    }

    // What refers to other interfaces and worlds

    private Member use(Attributes attributes) {
        cursor.expect(Token.USE);
        UsePath from = cursor.usePath();
        cursor.expect(Token.PERIOD);
        List<Renaming> names = cursor.list(Token.LEFT_BRACE, Token.RIGHT_BRACE, () -> {
            Id name = cursor.id();
            return new Renaming(name, cursor.eat(Token.AS) ? cursor.id() : null);
        });
        cursor.expect(Token.SEMICOLON);
        return new Member.Use(attributes, from, names);
    }

    private Member include(Attributes attributes) {
        cursor.expect(Token.INCLUDE);
        UsePath from = cursor.usePath();
        if (!cursor.eat(Token.WITH)) {
            cursor.expect(Token.SEMICOLON);
            return new Member.Include(attributes, from, List.of());
        }
        List<Renaming> names = cursor.list(Token.LEFT_BRACE, Token.RIGHT_BRACE, () -> {
            Id name = cursor.id();
            cursor.expect(Token.AS);
            return new Renaming(name, cursor.id());
        });
        return new Member.Include(attributes, from, names);
    }

    private Member extern(Member.Direction direction, String docs, Attributes attributes) {
        cursor.expect(cursor.peek());
        return new Member.Extern(direction, docs, attributes, target(docs, attributes));
    }

    private Member.Target target(String docs, Attributes attributes) {
        boolean colon = cursor.peek(1) == Token.COLON;
        if (colon && (cursor.peek(2) == Token.FUNC || cursor.peek(2) == Token.ASYNC)) {
            return new Member.Target.Func(function(docs, attributes));
        }
        if (colon && cursor.peek(2) == Token.INTERFACE) {
            Id name = cursor.id();
            cursor.expect(Token.COLON);
            cursor.expect(Token.INTERFACE);
            return new Member.Target.Inline(name, interfaceBody());
        }
        // `a:b` is the beginning of a package's name, `a: b` is an interface under another name
        boolean isPackage = colon && (cursor.peek(3) == Token.SLASH || cursor.isAdjacent(1) && cursor.isAdjacent(2));
        Id name = null;
        if (colon && !isPackage) {
            name = cursor.id();
            cursor.expect(Token.COLON);
        }
        UsePath path = cursor.usePath();
        cursor.expect(Token.SEMICOLON);
        return name == null ? new Member.Target.Path(path) : new Member.Target.NamedPath(name, path);
    }
}
