"""A fictional county: invented people, feeds and an inherited list."""

from evenhand.synthetic.county import County, Example, WrittenFile, build

__all__ = ["County", "Example", "WrittenFile", "build"]
