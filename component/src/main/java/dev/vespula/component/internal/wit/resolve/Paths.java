package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Declaration;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.wit.WitGate;
import java.util.List;

/** The paths that a declaration mentions. */
final class Paths {
    private Paths() {}

    /** What a path has to lead to. */
    enum Target {
        INTERFACE, WORLD
    }

    interface Visitor {
        /** @param gate of what mentions the path, or null */
        void visit(UsePath path, Target target, WitGate gate);
    }

    /** All of them; of a world those of its imports before those of its exports, which stand behind them when it is printed. */
    static void each(Declaration declaration, Visitor visitor) {
        if (declaration instanceof Declaration.TopUse topUse) {
            visitor.visit(topUse.path(), Target.INTERFACE, null);
        } else if (declaration instanceof Declaration.Interface i) {
            uses(i.members(), visitor);
        } else {
            List<Member> members = ((Declaration.World) declaration).members();
            ordering(members, visitor);
            externs(members, Member.Direction.IMPORT, visitor);
            externs(members, Member.Direction.EXPORT, visitor);
        }
    }

    /** The paths of {@code use} and {@code include}. */
    private static void ordering(List<Member> members, Visitor visitor) {
        for (Member member : members) {
            if (member instanceof Member.Use use) {
                visitor.visit(use.from(), Target.INTERFACE, member.attributes().gate());
            } else if (member instanceof Member.Include include) {
                visitor.visit(include.from(), Target.WORLD, member.attributes().gate());
            }
        }
    }

    private static void uses(List<Member> members, Visitor visitor) {
        for (Member member : members) {
            if (member instanceof Member.Use use) {
                visitor.visit(use.from(), Target.INTERFACE, member.attributes().gate());
            }
        }
    }

    private static void externs(List<Member> members, Member.Direction direction, Visitor visitor) {
        for (Member member : members) {
            if (member instanceof Member.Extern extern && extern.direction() == direction) {
                Member.Target target = extern.target();
                WitGate gate = member.attributes().gate();
                if (target instanceof Member.Target.Inline inline) {
                    uses(inline.members(), visitor);
                } else if (target instanceof Member.Target.Path path) {
                    visitor.visit(path.path(), Target.INTERFACE, gate);
                } else if (target instanceof Member.Target.NamedPath namedPath) {
                    visitor.visit(namedPath.path(), Target.INTERFACE, gate);
                }
            }
        }
    }
}
