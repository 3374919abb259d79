package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Invented names, each used once while they last. */
final class StreetNames {
  private static final List<String> FIRST =
      List.of(
          "Alder",
          "Amber",
          "Ash",
          "Barley",
          "Beacon",
          "Birch",
          "Bramble",
          "Cedar",
          "Chandler",
          "Clover",
          "Cooper",
          "Copper",
          "Crane",
          "Dyer",
          "Elder",
          "Ember",
          "Falcon",
          "Fern",
          "Fletcher",
          "Fuller",
          "Garnet",
          "Glover",
          "Granite",
          "Harrow",
          "Hawthorn",
          "Hazel",
          "Heron",
          "Hop",
          "Ivory",
          "Juniper",
          "Kestrel",
          "Lantern",
          "Larch",
          "Linden",
          "Madder",
          "Maple",
          "Mason",
          "Mercer",
          "Mill",
          "Orchard",
          "Osprey",
          "Otter",
          "Pearl",
          "Pepper",
          "Plover",
          "Quarry",
          "Quill",
          "Rope",
          "Rowan",
          "Saddler",
          "Saffron",
          "Sexton",
          "Silver",
          "Sparrow",
          "Tanner",
          "Teal",
          "Thistle",
          "Tinker",
          "Turner",
          "Walnut",
          "Weaver",
          "Willow",
          "Wren",
          "Yarrow");
  private static final List<String> SECOND =
      List.of(
          "", "brook", "croft", "dale", "field", "ford", "gate", "ham", "hill", "holt", "ley",
          "mead", "mere", "moor", "side", "stead", "stone", "thorpe", "ton", "wick", "wood",
          "worth");
  private static final List<String> SMALL = List.of("Street", "Street", "Lane", "Row", "Place");
  private static final List<String> GREAT = List.of("Avenue", "Road", "Road");

  private final List<String> stems = new ArrayList<>();
  private final RandomGenerator random;
  private int next;

  StreetNames(RandomGenerator random) {
    this.random = random;
    for (String first : FIRST) {
      for (String second : SECOND) {
        stems.add(first + second);
      }
    }
    Collections.shuffle(stems, new Random(random.nextLong()));
  }

  String street(RoadClass roadClass) {
    return switch (roadClass) {
      case MOTORWAY -> "Southern Motorway";
      case MOTORWAY_LINK -> "";
      case TRUNK -> "Ring Road";
      case PRIMARY, SECONDARY -> stem() + " " + pick(GREAT);
      case TERTIARY, RESIDENTIAL -> stem() + " " + pick(SMALL);
    };
  }

  String bridge() {
    return stem() + " Bridge";
  }

  private String stem() {
    return stems.get(next++ % stems.size());
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
