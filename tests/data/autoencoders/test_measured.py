"""What an autoencoder is measured on."""

from explorer.data.autoencoders.measured import measured_pictures
from explorer.data.mnist_trainer.digits import load_built_in


def test_of_the_built_in_digits_all_are_measured_and_one_of_each_class_is_shown():
    digits = load_built_in()
    measured = measured_pictures(digits)
    assert measured.images is digits.images and not measured.are_unseen
    assert measured.row.shape == (10, 28, 28)
    assert measured.in_words == "all 1,797 pictures learned from"
