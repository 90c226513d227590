/**
 * What names in WIT mean. A package's texts become a draft, in which everything that belongs to other packages stands as a
 * placeholder; drafts are joined to a set of packages one after the other, each behind those it uses.
 */
package dev.vespula.component.internal.wit.resolve;
