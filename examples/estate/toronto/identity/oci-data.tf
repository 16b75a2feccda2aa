# Everything that this folder needs it makes itself, or it is in variables_toronto.tf.
