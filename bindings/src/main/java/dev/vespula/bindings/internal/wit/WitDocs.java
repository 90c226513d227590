package dev.vespula.bindings.internal.wit;

import dev.vespula.bindings.internal.source.AnnotationUse;
import dev.vespula.bindings.internal.source.Code;
import dev.vespula.bindings.internal.source.DocComment;
import dev.vespula.bindings.internal.source.TypeUse;
import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.component.wit.WitGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What WIT says about something beside its type: as Javadoc, and as annotations. */
record WitDocs(Optional<String> docs, Optional<WitGate> gate) {

    /** The comment; the other text, which is ours, if WIT says nothing. */
    DocComment comment(String otherwise) {
        DocComment comment = docs.filter(text -> !text.isBlank()).map(DocComment::ofText).orElse(otherwise.isEmpty()
                ? DocComment.NONE
                : DocComment.of(otherwise));
        if (gate.orElse(null) instanceof WitGate.Since since) {
            comment = comment.withTag("@since " + since.version());
        }
        Optional<SemanticVersion> deprecated = gate.flatMap(WitGate::deprecated);
        return deprecated.isPresent() ? comment.withTag("@deprecated since " + deprecated.get()) : comment;
    }

    /** The annotations, behind others. */
    List<AnnotationUse> annotations(List<AnnotationUse> others) {
        Optional<SemanticVersion> deprecated = gate.flatMap(WitGate::deprecated);
        if (deprecated.isEmpty()) {
            return others;
        }
        List<AnnotationUse> all = new ArrayList<>(others);
        all.add(new AnnotationUse(TypeUse.lang("Deprecated"), Code.of("since = " + Code.literal(deprecated.get().toString()))));
        return List.copyOf(all);
    }
}
