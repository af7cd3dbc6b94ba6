// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Holds things of which the first is wanted next, and any may leave. */function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
export interface Ordered<Item> {
  readonly size: number;
  readonly items: readonly Item[];
  first(): Item | undefined;
  add(item: Item): void;
  /** Takes the first out. */
  shift(): Item | undefined;
  remove(item: Item): void;
}

/** A binary heap; where an item stands must not change while it is in. */
export function ordered<Item>(isBefore: (left: Item, right: Item) => boolean): Ordered<Item> {
  if (stryMutAct_9fa48("0")) {
    {}
  } else {
    stryCov_9fa48("0");
    const items: Item[] = stryMutAct_9fa48("1") ? ["Stryker was here"] : (stryCov_9fa48("1"), []);
    const removeAt = (at: number): void => {
      if (stryMutAct_9fa48("2")) {
        {}
      } else {
        stryCov_9fa48("2");
        const last = items.pop();
        if (stryMutAct_9fa48("5") ? last === undefined && at >= items.length : stryMutAct_9fa48("4") ? false : stryMutAct_9fa48("3") ? true : (stryCov_9fa48("3", "4", "5"), (stryMutAct_9fa48("7") ? last !== undefined : stryMutAct_9fa48("6") ? false : (stryCov_9fa48("6", "7"), last === undefined)) || (stryMutAct_9fa48("10") ? at < items.length : stryMutAct_9fa48("9") ? at > items.length : stryMutAct_9fa48("8") ? false : (stryCov_9fa48("8", "9", "10"), at >= items.length)))) return;
        items[at] = last;
        if (stryMutAct_9fa48("11")) {
          ;
        } else {
          stryCov_9fa48("11");
          sink(items, sift(items, at, isBefore), isBefore);
        }
      }
    };
    return stryMutAct_9fa48("12") ? {} : (stryCov_9fa48("12"), {
      items,
      get size() {
        if (stryMutAct_9fa48("13")) {
          {}
        } else {
          stryCov_9fa48("13");
          return items.length;
        }
      },
      first: stryMutAct_9fa48("14") ? () => undefined : (stryCov_9fa48("14"), () => items[0]),
      add(item) {
        if (stryMutAct_9fa48("15")) {
          {}
        } else {
          stryCov_9fa48("15");
          if (stryMutAct_9fa48("16")) {
            ;
          } else {
            stryCov_9fa48("16");
            items.push(item);
          }
          sift(items, stryMutAct_9fa48("18") ? items.length + 1 : (stryCov_9fa48("18"), items.length - 1), isBefore);
        }
      },
      shift() {
        if (stryMutAct_9fa48("19")) {
          {}
        } else {
          stryCov_9fa48("19");
          const [first] = items;
          if (stryMutAct_9fa48("20")) {
            ;
          } else {
            stryCov_9fa48("20");
            removeAt(0);
          }
          return first;
        }
      },
      remove(item) {
        if (stryMutAct_9fa48("21")) {
          {}
        } else {
          stryCov_9fa48("21");
          const at = items.indexOf(item);
          if (stryMutAct_9fa48("24") ? at === -1 : stryMutAct_9fa48("23") ? false : stryMutAct_9fa48("22") ? true : (stryCov_9fa48("22", "23", "24"), at !== (stryMutAct_9fa48("25") ? +1 : (stryCov_9fa48("25"), -1)))) if (stryMutAct_9fa48("26")) {
            ;
          } else {
            stryCov_9fa48("26");
            removeAt(at);
          }
        }
      }
    });
  }
}

/** Moves an item towards the front, as far as it belongs, and tells where it is then. */
function sift<Item>(items: Item[], from: number, isBefore: (left: Item, right: Item) => boolean): number {
  if (stryMutAct_9fa48("27")) {
    {}
  } else {
    stryCov_9fa48("27");
    let at = from;
    while (stryMutAct_9fa48("30") ? at <= 0 : stryMutAct_9fa48("29") ? at >= 0 : stryMutAct_9fa48("28") ? false : (stryCov_9fa48("28", "29", "30"), at > 0)) {
      if (stryMutAct_9fa48("31")) {
        {}
      } else {
        stryCov_9fa48("31");
        const parent = (stryMutAct_9fa48("32") ? at + 1 : (stryCov_9fa48("32"), at - 1)) >> 1;
        if (stryMutAct_9fa48("35") ? false : stryMutAct_9fa48("34") ? true : stryMutAct_9fa48("33") ? swap(items, {
          front: parent,
          back: at
        }, isBefore) : (stryCov_9fa48("33", "34", "35"), !swap(items, stryMutAct_9fa48("36") ? {} : (stryCov_9fa48("36"), {
          front: parent,
          back: at
        }), isBefore))) return at;
        at = parent;
      }
    }
    return at;
  }
}

/** Moves an item towards the back, as far as it belongs. */
function sink<Item>(items: Item[], from: number, isBefore: (left: Item, right: Item) => boolean): void {
  if (stryMutAct_9fa48("37")) {
    {}
  } else {
    stryCov_9fa48("37");
    let at = from;
    for (let child = stryMutAct_9fa48("38") ? 2 * at - 1 : (stryCov_9fa48("38"), (stryMutAct_9fa48("39") ? 2 / at : (stryCov_9fa48("39"), 2 * at)) + 1); stryMutAct_9fa48("42") ? child >= items.length : stryMutAct_9fa48("41") ? child <= items.length : stryMutAct_9fa48("40") ? false : (stryCov_9fa48("40", "41", "42"), child < items.length); child = stryMutAct_9fa48("43") ? 2 * at - 1 : (stryCov_9fa48("43"), (stryMutAct_9fa48("44") ? 2 / at : (stryCov_9fa48("44"), 2 * at)) + 1)) {
      if (stryMutAct_9fa48("45")) {
        {}
      } else {
        stryCov_9fa48("45");
        const [left, right] = stryMutAct_9fa48("46") ? [] : (stryCov_9fa48("46"), [items[child], items[stryMutAct_9fa48("47") ? child - 1 : (stryCov_9fa48("47"), child + 1)]]);
        if (stryMutAct_9fa48("50") ? left !== undefined && right !== undefined || isBefore(right, left) : stryMutAct_9fa48("49") ? false : stryMutAct_9fa48("48") ? true : (stryCov_9fa48("48", "49", "50"), (stryMutAct_9fa48("52") ? left !== undefined || right !== undefined : stryMutAct_9fa48("51") ? true : (stryCov_9fa48("51", "52"), (stryMutAct_9fa48("54") ? left === undefined : stryMutAct_9fa48("53") ? true : (stryCov_9fa48("53", "54"), left !== undefined)) && (stryMutAct_9fa48("56") ? right === undefined : stryMutAct_9fa48("55") ? true : (stryCov_9fa48("55", "56"), right !== undefined)))) && isBefore(right, left))) stryMutAct_9fa48("57") ? child -= 1 : (stryCov_9fa48("57"), child += 1);
        if (stryMutAct_9fa48("60") ? false : stryMutAct_9fa48("59") ? true : stryMutAct_9fa48("58") ? swap(items, {
          front: at,
          back: child
        }, isBefore) : (stryCov_9fa48("58", "59", "60"), !swap(items, stryMutAct_9fa48("61") ? {} : (stryCov_9fa48("61"), {
          front: at,
          back: child
        }), isBefore))) return;
        at = child;
      }
    }
  }
}

/** Swaps two items that stand in the wrong order. */
function swap<Item>(items: Item[], {
  front,
  back
}: {
  readonly front: number;
  readonly back: number;
}, isBefore: (left: Item, right: Item) => boolean): boolean {
  if (stryMutAct_9fa48("62")) {
    {}
  } else {
    stryCov_9fa48("62");
    const [first, second] = stryMutAct_9fa48("63") ? [] : (stryCov_9fa48("63"), [items[front], items[back]]);
    if (stryMutAct_9fa48("66") ? (first === undefined || second === undefined) && !isBefore(second, first) : stryMutAct_9fa48("65") ? false : stryMutAct_9fa48("64") ? true : (stryCov_9fa48("64", "65", "66"), (stryMutAct_9fa48("68") ? first === undefined && second === undefined : stryMutAct_9fa48("67") ? false : (stryCov_9fa48("67", "68"), (stryMutAct_9fa48("70") ? first !== undefined : stryMutAct_9fa48("69") ? false : (stryCov_9fa48("69", "70"), first === undefined)) || (stryMutAct_9fa48("72") ? second !== undefined : stryMutAct_9fa48("71") ? false : (stryCov_9fa48("71", "72"), second === undefined)))) || (stryMutAct_9fa48("73") ? isBefore(second, first) : (stryCov_9fa48("73"), !isBefore(second, first))))) return stryMutAct_9fa48("74") ? true : (stryCov_9fa48("74"), false);
    items[front] = second;
    items[back] = first;
    return stryMutAct_9fa48("75") ? false : (stryCov_9fa48("75"), true);
  }
}