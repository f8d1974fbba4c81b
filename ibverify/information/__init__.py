"""Information quantities of laws, exact wherever a closed form exists."""

from ibverify.information.layer import Information, information, information_of_points, label_entropy

__all__ = ["Information", "information", "information_of_points", "label_entropy"]
